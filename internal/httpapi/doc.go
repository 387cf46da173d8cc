// Package httpapi owns the border to browsers and wallets: the routes, who may pass, how
// an error looks, the security headers, the embedded web apps and the shutdown.
//
// An operation exists only through Register (JSON, described in the OpenAPI), Handle
// (plain handler) or Events (server-sent events), and each of them demands an Op with a
// scope and an audit event. The mux itself is not reachable from outside.
//
// Invariants: before a handler runs, the Gate has let the caller pass for the operation's
// scope; before a person's record leaves, the operation's audit event is on disk; faults
// become application/problem+json here and nowhere else; the text of an internal error is
// logged with the request's id and never sent. The wallet protocol (/oid4vci/ and
// /.well-known/) is open to every origin and therefore never sees a cookie; everything
// else is same-origin.
package httpapi
