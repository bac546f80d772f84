"""WARC files as another tool writes them."""

import io

Response = tuple[dict[str, str], bytes]
"""The headers of a response, and its body."""


def archive(responses: list[Response], *, packed: bool = False) -> bytes:
    """A WARC file, written by warcio.

    Args:
        responses: what it holds.
        packed: whether each record is a member of gzip.
    """
    import warcio
    from warcio.statusandheaders import StatusAndHeaders

    file = io.BytesIO()
    writer = warcio.WARCWriter(file, gzip=packed)
    for number, (headers, body) in enumerate(responses):
        http = StatusAndHeaders("200 OK", list(headers.items()), protocol="HTTP/1.1")
        record = writer.create_warc_record(
            f"https://x.example/{number}", "response", payload=io.BytesIO(body), http_headers=http
        )
        writer.write_record(record)
    return file.getvalue()
