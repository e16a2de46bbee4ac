"""Lists of English words by what they do in a phrase, for readers of postings."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FUNCTION_WORDS = _words(
    """
    a about above according across ad after against aka al all along also although always among
    an and another any anyone anything approx are as at based be because been before being below
    between billion both but by can cannot cf corp could dept did do does doing don done down dozen
    dr due during each eg eight eighty either eleven enough esp etc even ever every everyone
    everything excl facto few fifteen fifty five for forty four fourteen from further get had half
    has have having he her here him his hoc how however hr hrs hundred i ibid ie if in inc incl
    including into is isn it its itself jr just least less like ll ltd many max may me might
    million min minus misc more most mr mrs ms much must my near neither never next nine ninety
    no nobody none nor not nothing now of off often on once one only onto or other others our
    out over per please pls plus rather re resp same seven seventy shall she should since six
    sixty so some someone something soon sr still such ten than that the their them then there
    these they thirteen thirty this those though thousand three through throughout thus thx to
    together too toward towards twelve twenty twice two under until up upon us ve versa very via
    viz vol vols vs was we well were what whatever when whenever where whether which while who
    whom whose why will with within without would yes yet you your yours yr yrs zero
    """
)
"""Words that belong to no term, or that live in a fixed phrase only, as *versa* does."""

GENERIC = _words(
    """
    ability able additional annual applicant applicants appropriate area areas available average
    bachelor bad best better big broad business candidate candidates certain clear client
    clients close colleague colleagues common companies company complete complex consistent
    constant continuous current customer customers daily day days deep degree different
    difficult direct early easy effective efficient end entire essential example examples
    excellent exceptional existing experience extensive extra fast final first following free
    frequent full fundamental future general good great greater hard healthy high higher highest
    hour hours ideal important inclusive individual individuals initial innovative job jobs key
    kind kinds knowledge large larger last latest leading level levels little local long lot low
    lower main major master minimum minor modern month monthly months multiple natural necessary
    new nice normal number numerous ongoing open original others outstanding overall own part
    particular parts past people perfect person personal positive possible potential preferred
    present previous primary prior proper proven quality quick range rapid ready real recent
    regular related relevant required respective responsible right role roles second serious
    several sharp short side significant similar simple single skills small smaller smart solid
    sound special specific stable standard strong subject successful sufficient suitable sure
    thing things third time timely times top total true type types typical understanding unique
    unusual upcoming usual variety various vast vital way ways week weekly weeks whole wide
    willing work world year yearly years
    """
)
"""Adjectives and nouns that narrow nothing: *a strong pipeline* is a pipeline."""

NARROWING = _words(
    """
    annual business client company complex customer direct quality standard subject top total
    work
    """
)
"""Of those, the ones that do at a phrase's beginning: *customer segment*, *annual quota*."""

VERBS = _words(
    """
    achieve act adapt add address adopt advise agree align allow analyse analyze answer
    anticipate apply approach articulate ask assess assist assure attain attend become begin
    bring build call capture carry champion check choose clarify close coach collaborate collect
    combine come communicate compete complete conduct configure connect consider consult contact
    contribute convert convince coordinate cover craft create cut deal decide decline deepen
    defend define deliver demonstrate deploy describe design determine develop diagnose discover
    discuss document draw drive drop earn educate emit enable encourage engage enhance enjoy
    ensure enter escalate establish evaluate evolve exceed execute expand experience explain
    explore export express extend facilitate fill find fit fix focus follow forecast foster gain
    gather generate give go grow guide handle have help hire hold hunt identify imagine
    implement import improve include increase influence inform ingest initiate innovate inspire
    install integrate interact interview introduce invest investigate join keep know lead learn
    leverage limit listen look love maintain make manage map maximize measure meet mentor
    migrate minimize mitigate monitor motivate move navigate need negotiate nurture obtain offer
    onboard operate optimize orchestrate organise organize oversee own participate partner
    perform plan possess prefer prepare present prioritise prioritize produce promote propose
    prospect protect prove provide pursue push put qualify raise reach read realise realize
    recognise recognize recommend recruit reduce refine reflect remain repair replace report
    represent require research resolve respond review revisit run schedule scope secure see seek
    select sell send serve set shape share show sign solve speak specialise specialize spend
    spot stand start stay streamline strengthen strive structure submit succeed support sustain
    tailor take talk teach tell test think thrive track train translate travel trim troubleshoot
    turn understand unlock untangle update uphold use utilise utilize validate value visit want
    win work write
    """
)
"""What people in postings do; before a noun they begin no term."""

NOUNS_TOO = _words(
    """
    account approach call champion change check coach contact contract deal decline demand
    design document draw experience export focus forecast hire import influence interview lead
    map measure mentor need offer partner plan present process produce project prospect purchase
    quote record repair report research review schedule scope set share sign structure support
    survey target test track train transfer travel update use value visit win work
    """
)
"""Verbs that are as much nouns: *account plan*, *contract value*."""

HEADS = _words(
    """
    account acquisition adoption agreement algorithm alignment allocation analysis analyst
    analytics annotation approval architect architecture assembly assessment asset assignment
    assurance audit automation awareness backlog backup bandwidth base baseline benchmark
    bidding billing bottleneck brand brief budget build bundle campaign capability capacity case
    catalog catalogue certification chain change channel checklist churn claim clause client
    close closure cloud cluster code collaboration collateral column commission commitment
    compliance component computing constraint consultant consulting consumption contact
    container contract control conversion coordination cost coverage cycle dashboard data
    database dataset deadline deal debt decision deck decline defect deliverable delivery demand
    demo dependency deployment design desk detail developer development device diagram director
    discount discovery disk distribution document documentation domain drawing drift economics
    ecosystem efficiency element enablement encryption endpoint engagement engineer engineering
    enterprise environment equipment error escalation estimate estimation event evidence
    execution executive expansion expense exposure failure feature feed feedback file fit
    fixture flow footprint force forecast forecasting format framework funnel gap gate
    generation geometry goal governance graph grid growth handover hardware head hierarchy
    identification identity implementation incentive incident index indicator industry
    infrastructure ingestion initiative input insight inspection installation instance insurance
    integration integrity intelligence interface interval inventory investment invoice issue
    item iteration journey kit lake landscape language latency layer lead leadership leakage
    ledger library licence license licensing lifecycle lineage list loading log logic logistics
    loop loss maintenance management manager manufacturing map margin market marketing
    marketplace material matrix measure mechanism memory merchandising metadata method
    methodology metric migration milestone mining mix model modeling modelling module motion
    network node note notebook objection objective onboarding operation operator opportunity
    optimization orchestration order outage outcome outlet output outreach overhead owner
    package packaging parameter part partition partner partnership party pattern payload payment
    performance persona pipeline pitch plan planning platform play playbook point policy portal
    portfolio position positioning potential practice pricing principle prioritization procedure
    process processing procurement product production productivity profile profiling profit
    program programme project projection proof proposal proposition prospecting protocol
    prototype prototyping provider provisioning purchase purchasing quality quarter query queue
    quota quote range rate rating ratio readiness recognition record recovery reference referral
    registry relation relationship release reliability remediation rendering renewal repair
    report reporting repository representative request requirement research resolution resource
    response retention return revenue review rework risk roadmap robot rollout route routine
    sample satisfaction scalability scale schedule scheduling schema scope score scoring
    screening script search security segment segmentation seller selling sequence server service
    share shipment signal simulation sketch software solution source sourcing specialist
    specification spend sponsor sprint stack stakeholder standard statement station statistics
    stock storage store story strategy stream streaming structure structuring success suite
    supplier supply surface survey synchronization system table tactic target task tax team
    technique technology template tender territory test testing thread threshold throughput
    ticket tier tolerance tolerancing tool tooling topic traceability tracking trade training
    transaction transfer transformation transition trend trial tuning turnover update upgrade
    uptime usage use utilization validation valuation value variance vendor verification version
    vertical visibility visualization volume warehouse warehousing warranty waste win workflow
    workload workshop workspace yield
    """
)
"""Nouns of trades, at which a phrase may end: of selling, of software, of making things."""

PLURALS_ONLY = _words(
    """
    amends bellows belongings clothes customs earnings furnishings goods headquarters leftovers
    odds outskirts premises proceedings proceeds remains riches savings surroundings thanks
    whereabouts winnings
    """
)
"""Nouns that dictionaries have in the plural, whatever the singular means."""

GRADES = _words("ba bs bsc ma ms msc phd ii iii iv vi vii viii ix xi xii")
"""Degrees, Roman numbers and the like, which look like acronyms."""
EVERYDAY = _words(
    """
    ac ai aka am asap bbc bc ceo cet cnn cv dc diy dj dna dvd est eta eu faq fbi fm fy fyi gmbh gmt
    gps hd hr id inc iq it jr led llc ltd mr mrs ms nasa nba ny ok pc pdf pin plc pm pr ps rsvp
    sms sr tba tbc tbd tv uk un url us usa usb utc vip vp vs wifi www xl
    """
)
"""Acronyms that every reader of postings knows."""
