package website

import (
	"context"
	"errors"
	"net/url"
	"os"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// Session is what the website keeps for one browser.
type Session struct {
	state, nonce, verifier, idToken string
	Token                           *oauth2.Token
}

// Website logs people in. Its provider is oidc.NewProvider(ctx, os.Getenv("DOORWAY")).
type Website struct {
	Provider *oidc.Provider
	Config   oauth2.Config
}

func New(provider *oidc.Provider) Website {
	return Website{provider, oauth2.Config{
		ClientID: os.Getenv("CLIENT_ID"), ClientSecret: os.Getenv("CLIENT_SECRET"), Endpoint: provider.Endpoint(),
		RedirectURL: os.Getenv("SITE") + "/callback", Scopes: []string{oidc.ScopeOpenID, "profile", oidc.ScopeOfflineAccess},
	}}
}

// Login returns where to send the browser.
func (w Website) Login(s *Session) string {
	s.state, s.nonce, s.verifier = oauth2.GenerateVerifier(), oauth2.GenerateVerifier(), oauth2.GenerateVerifier()
	return w.Config.AuthCodeURL(s.state, oidc.Nonce(s.nonce), oauth2.S256ChallengeOption(s.verifier))
}

// Callback handles the request to the redirect URI, with its query.
func (w Website) Callback(ctx context.Context, s *Session, query url.Values) (err error) {
	if query.Get("state") != s.state || query.Has("error") {
		return errors.New("not logged in: " + query.Get("error"))
	}
	if s.Token, err = w.Config.Exchange(ctx, query.Get("code"), oauth2.VerifierOption(s.verifier)); err != nil {
		return err
	}
	s.idToken, _ = s.Token.Extra("id_token").(string)
	idToken, err := w.Provider.Verifier(&oidc.Config{ClientID: w.Config.ClientID}).Verify(ctx, s.idToken)
	if err == nil && idToken.Nonce != s.nonce {
		err = errors.New("the ID token belongs to another login")
	}
	return err
}

// After the login: who it is, new tokens, and the logout.

// Person returns the person's claims. It renews an expired token by itself.
func (w Website) Person(ctx context.Context, s *Session) (*oidc.UserInfo, error) {
	source := w.Config.TokenSource(ctx, s.Token)
	person, err := w.Provider.UserInfo(ctx, source)
	if err == nil {
		s.Token, err = source.Token()
	}
	return person, err
}

// Logout returns where to send the browser.
func (w Website) Logout(s *Session) string {
	var metadata struct {
		EndSession string `json:"end_session_endpoint"`
	}
	_ = w.Provider.Claims(&metadata)
	return metadata.EndSession + "?" + url.Values{"id_token_hint": {s.idToken}, "post_logout_redirect_uri": {os.Getenv("SITE") + "/"}}.Encode()
}
