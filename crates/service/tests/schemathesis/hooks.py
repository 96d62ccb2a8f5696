"""Opens doors for schemathesis: most requests name what exists, most forms bring a solved challenge."""

import base64
import hashlib
import json
import os
import random
import time
import urllib.request

import schemathesis

SITE = "xa-song-ba"
BASE = os.environ["BANGTIN_BASE"] + f"/v1/sites/{SITE}"


def get(path):
    with urllib.request.urlopen(BASE + path, timeout=10) as answer:
        return json.load(answer)


def solved(challenge):
    """ALTCHA's proof of work, version 2, with SHA-256: the counter for which the hash begins as wanted."""
    wanted = challenge["parameters"]
    head = bytes.fromhex(wanted["salt"]) + bytes.fromhex(wanted["nonce"])
    counter = 0
    while True:
        key = head + counter.to_bytes(4, "big")
        for _ in range(wanted["cost"]):
            key = hashlib.sha256(key).digest()
        key = key[: wanted["keyLength"]].hex()
        if key.startswith(wanted["keyPrefix"]):
            payload = {"challenge": challenge, "solution": {"counter": counter, "derivedKey": key}}
            return base64.b64encode(json.dumps(payload).encode()).decode()
        counter += 1


# Made ahead: a form must be two seconds old.
PROOFS = [solved(get("/challenge")) for _ in range(400)]
CONSENT = get("/subscriptions/form")["version"]
CHANCE = random.Random(1)
time.sleep(2.2)


@schemathesis.hook
def before_call(context, case, kwargs):
    parameters = case.path_parameters or {}
    for name in parameters:
        if CHANCE.random() < 0.7:
            parameters[name] = SITE if name == "site" else "binh-chon" if "/polls/" in case.path else "bai-1"
    if isinstance(case.body, dict) and PROOFS and CHANCE.random() < 0.7:
        open_door(case.body)


def open_door(body):
    body["proof"] = PROOFS.pop()
    body["website"] = ""
    if "consent" in body:
        body.update(consent=True, consent_version=CONSENT, topics=["thong-bao"], lang="vi", email=f"lan.{len(PROOFS)}@example.vn")
    if "choices" in body:
        body["choices"] = ["co"]
    if "value" in body:
        body["value"] = CHANCE.randint(1, 5)
    if "text" in body:
        body.update(page="bai-1", name="Bà Năm", parent=None)
    if "voter" in body:
        body["voter"] = None
