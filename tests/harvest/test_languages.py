"""Which parts of a posting are in another language than English and Chinese."""

import pytest

from termcards.harvest.languages import other_blocks, warned
from termcards.harvest.plaintext import read_plain_text


@pytest.mark.parametrize(
    "text",
    [
        "Sie verkaufen Pumpen und sind für die Werften der Region verantwortlich.",
        "Vous vendez des pompes et vous êtes responsable de la région.",
        "Vendemos bombas y buscamos una persona con experiencia para el equipo.",
        "Procuramos uma pessoa com experiência para a equipa do Porto.",
        "Cerchiamo una persona che lavori con i clienti della regione.",
        "We verkopen pompen en je werkt met de klanten van het bedrijf.",
        "Vi söker dig som har erfarenhet av att sälja pumpar till hamnar.",
        "Etsimme henkilöä, joka myy pumppuja ja auttaa asiakkaita sekä satamia.",
        "Szukamy osoby, która będzie odpowiedzialna za klientów oraz się nie boi.",
        "Ekibimize katılacak ve müşteriler ile çalışacak bir satış uzmanı arıyoruz.",
        "Kami mencari orang yang akan bekerja dengan pelanggan di pelabuhan.",
        "Chúng tôi tìm một người có kinh nghiệm trong ngành và yêu thích khách hàng.",
        "Мы ищем менеджера, который продаёт насосы: onboarding, churn и CRM.",
        "営業担当者を募集します。onboarding と churn を担当します。",
        "고객 onboarding 담당자를 찾습니다",
    ],
)
def test_a_sentence_of_another_language_is_told(text: str) -> None:
    assert other_blocks(read_plain_text(text)) == {0}


@pytest.mark.parametrize(
    "text",
    [
        "You sell pumps and are responsible for the shipyards of our region.",
        "Negotiate leases, untangle invoices",
        "您负责客户的 onboarding 和续约，推动产品 roadmap。",
        "客户成功经理",
        "You serve la Poste, the Banco de la Plata and the Rue de la Paix in Paris.",
        "A résumé, a café and some naïveté will do; no drama, as on any day.",
        "SE, LE, DE, ES: the OS of our NAS is on the AI",
        "Bachelor’s Degree (B.S./B.A.) or a Master’s; per se no degree",
        "B2B SaaS, R&D, P&L",
        "",
    ],
)
def test_english_and_chinese_are_read(text: str) -> None:
    assert other_blocks(read_plain_text(text)) == frozenset()


def test_a_short_item_goes_with_its_neighbours() -> None:
    text = (
        "You sell pumps to the shipyards of our region.\n\n- Patience\n\n"
        "Sie verkaufen Pumpen und sind für die Werften verantwortlich.\n\n- Geduld\n"
    )
    document = read_plain_text(text)
    assert [block.passage.text for block in document.blocks][1] == "Patience"
    assert other_blocks(document) == {2, 3}


def test_there_is_one_warning_and_none_without_cause() -> None:
    german = "Sie verkaufen Pumpen und sind für die Werften verantwortlich.\n\n"
    document = read_plain_text(f"You sell pumps to the shipyards.\n\n{german}{german}")
    assert warned(document, frozenset()) == ()
    (warning,) = warned(document, other_blocks(document))
    assert (warning.line, warning.code) == (3, "other_language")
    assert warning.message.startswith("a part of this is neither English nor Chinese")
