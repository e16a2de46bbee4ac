"""Addresses of the web: what may be sent to a server, and which machines are on the internet."""

import re
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network
from urllib.parse import quote, urlsplit

Address = IPv4Address | IPv6Address

PORTS = {"http": 80, "https": 443}
_UNSENDABLE = re.compile(r"[\x00-\x20\x7f-\x9f\\\u2028\u2029]")
_HOST = re.compile(r"[a-z0-9_.-]{1,253}|[0-9a-f:.]{2,45}")
_SAFE = "/%:@!$&'()*+,;=~"
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_TRANSLATED = IPv6Network("64:ff9b::/96")
"""Where a network with IPv6 only keeps the addresses of IPv4 (RFC 6052)."""


@dataclass(frozen=True, slots=True)
class Place:
    scheme: str
    host: str
    port: int
    target: str
    """Path and query, as they are sent."""

    @property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"

    def is_of(self, other: "Place") -> bool:
        """Whether it is on the same server; the usual step to https is no step to another."""
        is_upgrade = (other.scheme, other.port) == ("http", 80) and (self.scheme, self.port) == (
            "https",
            443,
        )
        return self.host == other.host and (self.port == other.port or is_upgrade)


def place_of(url: str) -> Place:
    """Where an address leads. Raises `ValueError` with what is wrong, as the end of a sentence."""
    if _UNSENDABLE.search(url):
        raise ValueError("is no web address")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
    except ValueError as error:
        raise ValueError("is no web address") from error
    if parts.scheme not in PORTS:
        raise ValueError("is not http or https; nothing else is fetched")
    if not _HOST.fullmatch(host) or port == 0:
        raise ValueError("is no web address")
    if parts.username is not None or parts.password is not None:
        raise ValueError("has a name or password in it; save the page, harvest that")
    target = quote(parts.path or "/", safe=_SAFE)
    if parts.query:
        target += "?" + quote(parts.query, safe=_SAFE + "?[]")
    return Place(parts.scheme, host, port or PORTS[parts.scheme], target)


def is_page(text: str) -> bool:
    """Whether a text is the address of a page, which a browser may be given."""
    with suppress(ValueError):
        return bool(place_of(text))
    return False


def sendable(location: str) -> str:
    """Where a server redirects to: sent in UTF-8, which the header's reader took for Latin-1."""
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    return quote(location.strip(), safe=_SAFE + "?#[]\\")


def is_public(address: Address) -> bool:
    """Whether an address is one of the internet at large, and not private, local or reserved."""
    if isinstance(address, IPv4Address):
        return address.is_global and not (address.is_multicast or address.is_reserved)
    inner = address.ipv4_mapped or address.sixtofour
    if address in _TRANSLATED:
        inner = IPv4Address(int(address) & 0xFFFFFFFF)
    if inner is not None:
        return is_public(inner)
    return address in _GLOBAL_UNICAST and address.is_global
