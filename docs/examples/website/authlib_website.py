import os

from authlib.integrations.flask_client import OAuth
from flask import Flask, redirect, session

app = Flask(__name__)
app.secret_key = os.urandom(32)  # the session is a signed cookie; keep tokens on the server if pages must not grow by them
doorway = OAuth(app).register(
    "doorway", client_id=os.environ["CLIENT_ID"], client_secret=os.environ["CLIENT_SECRET"],
    server_metadata_url=os.environ["DOORWAY"] + "/.well-known/openid-configuration",
    client_kwargs={"scope": "openid profile offline_access", "code_challenge_method": "S256"})


@app.route("/login")
def login():
    return doorway.authorize_redirect(os.environ["SITE"] + "/callback")


@app.route("/callback")
def callback():
    session["token"] = doorway.authorize_access_token()  # checks state, nonce and the ID token
    return redirect("/")


# After the login: who it is, new tokens, and the logout.
@app.route("/")
def home():
    return "logged in: " + doorway.userinfo(token=session["token"])["name"] if "token" in session else "not logged in"


@app.route("/refresh")
def refresh():
    refresh_token = session["token"]["refresh_token"]
    session["token"] |= doorway.fetch_access_token(grant_type="refresh_token", refresh_token=refresh_token)
    return redirect("/")


@app.route("/logout")
def logout():
    return doorway.logout_redirect(os.environ["SITE"] + "/", id_token_hint=session.pop("token")["id_token"])
