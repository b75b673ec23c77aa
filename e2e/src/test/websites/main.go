// Serves docs/examples/website/website.go as a website. It holds the session of one browser.
package main

import (
	"context"
	"errors"
	"log"
	"net/http"
	"net/url"
	"os"
	"time"

	"example/website"
	"github.com/coreos/go-oidc/v3/oidc"
)

func main() {
	ctx := context.Background()
	provider, err := oidc.NewProvider(ctx, os.Getenv("DOORWAY"))
	if err != nil {
		log.Fatal(err)
	}
	site := website.New(provider)
	session := &website.Session{}
	page := func(w http.ResponseWriter, err error) {
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		var claims struct{ Name string }
		person, err := site.Person(ctx, session)
		if err == nil {
			err = person.Claims(&claims)
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		_, _ = w.Write([]byte("logged in: " + claims.Name))
	}

	http.HandleFunc("GET /login", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, site.Login(session), http.StatusFound)
	})
	http.HandleFunc("GET /callback", func(w http.ResponseWriter, r *http.Request) {
		if err := site.Callback(ctx, session, r.URL.Query()); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		http.Redirect(w, r, "/", http.StatusFound)
	})
	http.HandleFunc("GET /refresh", func(w http.ResponseWriter, r *http.Request) {
		before := session.Token.AccessToken
		session.Token.Expiry = time.Now().Add(-time.Minute)
		_, err := site.Person(ctx, session)
		if err == nil && session.Token.AccessToken == before {
			err = errors.New("the same token")
		}
		page(w, err)
	})
	http.HandleFunc("GET /logout", func(w http.ResponseWriter, r *http.Request) {
		address := site.Logout(session)
		*session = website.Session{}
		http.Redirect(w, r, address, http.StatusFound)
	})
	http.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		if session.Token == nil {
			_, _ = w.Write([]byte("not logged in"))
			return
		}
		page(w, nil)
	})

	address, err := url.Parse(os.Getenv("SITE"))
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:"+address.Port(), nil))
}
