#!/usr/bin/env python3
"""Controlla una ricevuta, un registro intero, o che un checkpoint ne prosegua un altro: senza
Traguardo e senza rete.

    python3 verify.py ricevuta.txt [checkpoint.txt]     la ricevuta di un evento
    python3 verify.py eventi.jsonl checkpoint.txt       tutto il registro («traguardo events»)
    python3 verify.py prosegue.txt checkpoint.txt       che il checkpoint di prima è sotto il nuovo
                                                        («traguardo consistency checkpoint.txt»)

Formati C2SP (signed-note, tlog-checkpoint, tlog-proof), alberi RFC 9162, firme Ed25519 (RFC 8032).
Serve solo Python 3. Esce con 0 se tutto torna, con 1 e il motivo se no.
"""

import base64
import datetime
import hashlib
import json
import pathlib
import sys

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def need(true, why):
    if not true:
        sys.exit(f"NON VALE: {why}")


def add(a, b):  # extended coordinates
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    x, y, z, t = f - e, h - g, h + g, f + e
    return x * y % P, z * t % P, y * z % P, x * t % P


def times(n, point):
    total = (0, 1, 1, 0)
    while n:
        total, point, n = (add(total, point) if n & 1 else total), add(point, point), n >> 1
    return total


def point(raw):
    y, sign = int.from_bytes(raw, "little") & (2**255 - 1), raw[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * pow(2, (P - 1) // 4, P) % P
    need(y < P and x * x % P == square, "la chiave o la firma non è un punto")
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signed(public, text, signature):
    s = int.from_bytes(signature[32:], "little")
    h = hashlib.sha512(signature[:32] + public + text).digest()
    left = times(s, BASE)
    right = add(point(signature[:32]), times(int.from_bytes(h, "little") % L, point(public)))
    same = (left[0] * right[2] - right[0] * left[2]) % P == 0
    return s < L and same and (left[1] * right[2] - right[1] * left[2]) % P == 0


def raw(text):
    need(base64.b64encode(base64.b64decode(text)).decode() == text, "base64 non canonico")
    return base64.b64decode(text)


def leaf(body):
    return hashlib.sha256(b"\0" + body).digest()


def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def read_note(text):
    body, _, signatures = text.partition("\n\n")
    lines = body.split("\n")
    need(len(lines) in (4, 5), "il checkpoint non ha quattro righe")
    origin, size, root, key = lines[:4]
    public = raw(key.split("+", 2)[2])
    name_and_key = origin.encode() + b"\n" + public
    key_id = hashlib.sha256(name_and_key).digest()[:4]
    need(key == f"{origin}+{key_id.hex()}+{base64.b64encode(public).decode()}", "chiave alterata")
    for line in signatures.splitlines():
        mark, name, value = line.split(" ")
        need((mark, name) == ("—", origin), "riga di firma alterata")
        if raw(value)[:4] == key_id:
            need(signed(public[1:], f"{body}\n".encode(), raw(value)[4:]), "la firma non torna")
            return origin, int(size), raw(root), key
    return need(False, "manca la firma della chiave dichiarata")


def check_receipt(text, trusted):
    head, _, note = text.partition("\n\n")
    header, extra, index, *path = head.split("\n")
    need(header == "c2sp.org/tlog-proof@v1", "non è una ricevuta")
    body, place = raw(extra.removeprefix("extra ")), int(index.removeprefix("index "))
    checkpoint = read_note(note)
    need(trusted is None or trusted == checkpoint, "il checkpoint della ricevuta è un altro")
    root, here, last = leaf(body), place, checkpoint[1] - 1
    need(0 <= place <= last, "indice fuori dal registro")
    for sibling in map(raw, path):
        need(last > 0, "prova troppo lunga")
        if here % 2 or here == last:
            root = node(sibling, root)
            while here and here % 2 == 0:
                here, last = here >> 1, last >> 1
        else:
            root = node(root, sibling)
        here, last = here >> 1, last >> 1
    need(last == 0 and root == checkpoint[2], "l'evento non sta sotto il checkpoint")
    event = json.loads(body)
    need(event["seq"] == place + 1, "il numero dell'evento non è il suo posto")
    print(json.dumps(event, ensure_ascii=False, indent=2))
    print(f"VALE: evento {event['seq']} sotto {checkpoint[1]} eventi, chiave {checkpoint[3]}")


def check_log(lines, checkpoint):
    peaks, count = [], 0
    for line in lines[: checkpoint[1]]:
        event = json.loads(line)
        stamp = datetime.datetime.fromisoformat(event.pop("recorded_at"))
        event["recorded_at"] = stamp.astimezone(datetime.timezone.utc).isoformat()
        event["data"] = canonical(event["data"])
        said = event.pop("hash")
        body = canonical(event).encode()
        need(hashlib.sha256(body).hexdigest() == said, f"l'evento {event['seq']} è alterato")
        peaks, count = [*peaks, leaf(body)], count + 1
        full = count
        while full % 2 == 0:
            peaks, full = [*peaks[:-2], node(*peaks[-2:])], full // 2
    need(count == checkpoint[1], "mancano eventi")
    root = peaks.pop()
    while peaks:
        root = node(peaks.pop(), root)
    need(root == checkpoint[2], "il registro non è quello firmato")
    print(f"VALE: {count} eventi, chiave {checkpoint[3]}")


def check_consistency(text, old):
    head, _, note = text.partition("\n\n")
    _, first, *path = head.split("\n")
    new, hashes = read_note(note), [raw(line) for line in path]
    need(first == f"from {old[1]}" and new[0] == old[0], "il checkpoint di prima è un altro")
    need(0 < old[1] <= new[1], "il checkpoint nuovo è più corto")
    if old[1] == new[1]:
        need(old[2] == new[2] and not hashes, "i due checkpoint si contraddicono")
    else:
        hashes = hashes if old[1] & (old[1] - 1) else [old[2], *hashes]
        need(hashes, "manca la prova")
        here, last = old[1] - 1, new[1] - 1
        while here % 2:
            here, last = here >> 1, last >> 1
        before = after = hashes[0]
        for sibling in hashes[1:]:
            need(last > 0, "prova troppo lunga")
            if here % 2 or here == last:
                before, after = node(sibling, before), node(sibling, after)
                while here and here % 2 == 0:
                    here, last = here >> 1, last >> 1
            else:
                after = node(after, sibling)
            here, last = here >> 1, last >> 1
        fits = (last, before, after) == (0, old[2], new[2])
        need(fits, "il registro nuovo non prosegue quello di prima")
    print(f"VALE: {new[1]} eventi proseguono i {old[1]} di prima, chiave {new[3]}")


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def main(first, checkpoint=None):
    text = pathlib.Path(first).read_text(encoding="utf-8")
    note = checkpoint and pathlib.Path(checkpoint).read_text(encoding="utf-8")
    trusted = read_note(note) if note else None
    if text.startswith("{"):
        check_log(text.splitlines(), trusted or need(False, "serve un checkpoint"))
    elif text.startswith("traguardo/consistency@v1\n"):
        check_consistency(text, trusted or need(False, "serve il checkpoint di prima"))
    else:
        check_receipt(text, trusted)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (ValueError, TypeError, IndexError, KeyError, OSError) as error:
        need(False, f"non si legge ({error})")
