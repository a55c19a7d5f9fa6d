"""REDIS_URL: what may be written there, and what is said of what may not."""

from pathlib import Path

import pytest

from bot.redis_url import RedisUrl, RedisUrlError, Tls, parse

PASSWORD = "p@ss/word:#?"  # as it is; in an address all of that is written in per cent
QUOTED = "p%40ss%2Fword%3A%23%3F"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("redis://host", RedisUrl("server", (("host", 6379),))),
        ("redis://host:1/2", RedisUrl("server", (("host", 1),), db=2)),
        ("redis://[::1]:1?db=3", RedisUrl("server", (("::1", 1),), db=3)),
        (f"redis://:{QUOTED}@host", RedisUrl("server", (("host", 6379),), password=PASSWORD)),
        ("rediss://me:x@host", RedisUrl("server", (("host", 6379),), username="me", password="x", tls=Tls())),
        ("unix:///run/redis.sock?db=1", RedisUrl("unix", path="/run/redis.sock", db=1)),
        ("redis+sentinel://a/one", RedisUrl("sentinel", (("a", 26379),), master="one")),
        (
            "redis+sentinel://:x@a:1,[::1]:2/one/4?sentinel_password=y",
            RedisUrl(
                "sentinel",
                (("a", 1), ("::1", 2)),
                master="one",
                db=4,
                password="x",
                sentinel_password="y",
            ),
        ),
        ("redis+cluster://a,b:7001", RedisUrl("cluster", (("a", 6379), ("b", 7001)))),
        ("rediss+cluster://:x@a/0", RedisUrl("cluster", (("a", 6379),), password="x", tls=Tls())),
        (
            "rediss://host?ssl_cert_reqs=none",
            RedisUrl("server", (("host", 6379),), tls=Tls(checks_hostname=False, checks_certificate=False)),
        ),
    ],
)
def test_an_address_is_read(url: str, expected: RedisUrl) -> None:
    assert parse(url) == expected


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "must begin with"),
        ("localhost:6379", "must begin with"),
        ("http://:hunter2@host", "must begin with"),
        ("redis://:hunter2@", "no host"),
        ("redis://:hunter2@host:port", "port"),
        ("redis://:hunter2@host:99999", "port"),
        ("redis://:hunter2@host:0", "no host|port"),
        ("redis://:hunter2@host/first", "number"),
        ("redis://:hunter2@host/0/1", "more than"),
        ("redis://:hunter2@a,b", "several servers"),
        ("redis://:hunter2@[::1", "no address"),
        ("redis://:hunter2?x@host", "option|no host|no address"),
        ("redis://:hunter2#x@host", "#"),
        ("redis://:a/hunter2@host", "host|port"),
        ("redis://host?ssl_ca_certs=/x", "not known here"),
        ("redis://host?socket_timeout=1", "not known here"),
        ("unix://run/redis.sock", "three slashes"),
        ("unix://", "path of the socket"),
        ("redis+sentinel://:hunter2@a,b", "master's name"),
        ("redis+sentinel://:hunter2@a,b/one/x", "number"),
        ("redis+sentinel://a,,b/one", "no host"),
        ("redis+cluster://:hunter2@a/1", "database 0 only"),
        ("rediss://host?ssl_ca_certs=/nowhere.pem", "ssl_ca_certs: there is no such file"),
        ("rediss://host?ssl_check_hostname=maybe", "true or false"),
        ("rediss://host?ssl_cert_reqs=optional", "required or none"),
    ],
)
def test_a_wrong_address_is_told_without_its_password(url: str, reason: str) -> None:
    with pytest.raises(RedisUrlError, match=reason) as caught:
        parse(url)
    assert "hunter2" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_a_key_wants_its_certificate(tmp_path: Path) -> None:
    key = tmp_path / "key.pem"
    key.write_text("")
    with pytest.raises(RedisUrlError, match="ssl_certfile"):
        parse(f"rediss://host?ssl_keyfile={key}")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("redis://me:hunter2@host", "redis://host:6379/0"),
        ("rediss+sentinel://:hunter2@a,[::1]:2/one/4", "rediss+sentinel://a:26379,[::1]:2/one/4"),
        ("redis+cluster://:hunter2@a:1,b", "redis+cluster://a:1,b:6379"),
        ("unix:///run/redis.sock", "unix:///run/redis.sock"),
    ],
)
def test_what_is_shown_has_no_password(url: str, shown: str) -> None:
    assert parse(url).shown == shown
    assert "hunter2" not in repr(parse(url))
