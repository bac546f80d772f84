"""Sites and folds."""

import pytest

from benchmarks.quality.domains import fold, host, registered_domain


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.example.org/a/b?c=http://other.example", "www.example.org"),
        ("http://user:word@Example.org:8080", "example.org"),
        ("https://example.org?query", "example.org"),
        ("https://example.org./", "example.org"),
        ("0001", ""),
        ("", ""),
    ],
)
def test_host_of_a_url(url: str, name: str) -> None:
    assert host(url) == name


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("example.org", "example.org"),
        ("a.b.example.org", "example.org"),
        ("news.example.co.uk", "example.co.uk"),
        ("co.uk", "co.uk"),
        ("www.pr.ua", "pr.ua"),
        ("www.com.example", "com.example"),
        ("one.blogspot.com", "blogspot.com"),
        ("192.168.0.1", "192.168.0.1"),
        ("localhost", "localhost"),
        ("uk", "uk"),
        ("", ""),
    ],
)
def test_registered_domain_of_a_host(name: str, domain: str) -> None:
    assert registered_domain(name) == domain


def test_folds_are_fixed_and_all_used() -> None:
    names = [f"site{n}.example" for n in range(500)]
    sizes = [sum(fold(name) == k for name in names) for k in range(5)]
    assert sum(sizes) == 500
    assert min(sizes) > 70
    # Trained weights refer to folds by number, so the numbers must never change.
    assert [fold(name) for name in ("example.org", "bbc.co.uk", "pr.ua")] == [2, 1, 0]
    assert all(0 <= fold(name, 3) < 3 for name in names)
