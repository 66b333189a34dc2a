//! The style sheet and icon as a browser gets them.

#![expect(clippy::unwrap_used, reason = "a failing test is meant to stop there")]

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use heeded_web::assets::{self, Asset};
use tower::ServiceExt;

async fn get(path: &str, headers: &[(&str, &str)]) -> Response<Body> {
    let mut request = Request::get(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let router: Router = assets::router();
    router
        .oneshot(request.body(Body::empty()).unwrap())
        .await
        .unwrap()
}

fn header<'r>(response: &'r Response<Body>, name: &str) -> Option<&'r str> {
    response
        .headers()
        .get(name)
        .map(|value| value.to_str().unwrap())
}

async fn bytes(response: Response<Body>) -> Vec<u8> {
    axum::body::to_bytes(response.into_body(), usize::MAX)
        .await
        .unwrap()
        .to_vec()
}

#[tokio::test]
async fn plain_to_those_who_take_nothing_else() {
    let response = get(assets::href(Asset::Stylesheet), &[]).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(
        header(&response, "content-type"),
        Some("text/css; charset=utf-8")
    );
    assert_eq!(
        header(&response, "cache-control"),
        Some("public, max-age=31536000, immutable")
    );
    assert_eq!(header(&response, "content-encoding"), None);
    assert_eq!(header(&response, "vary"), Some("accept-encoding"));
    assert_eq!(
        bytes(response).await,
        include_bytes!("../assets/heeded.css")
    );
}

#[tokio::test]
async fn smallest_form_that_is_taken() {
    let cases: [(&str, Option<&str>); 6] = [
        ("gzip, deflate, br, zstd", Some("br")),
        ("gzip", Some("gzip")),
        ("GZIP;q=0.8", Some("gzip")),
        ("br;q=0, gzip;q=0.5", Some("gzip")),
        ("br; q=0.0", None),
        ("deflate, brotli", None),
    ];
    for (asked, encoding) in cases {
        let response = get(assets::href(Asset::Icon), &[("accept-encoding", asked)]).await;
        assert_eq!(header(&response, "content-encoding"), encoding, "{asked}");
        assert_eq!(header(&response, "content-type"), Some("image/svg+xml"));
    }
    let response = get(
        assets::href(Asset::Stylesheet),
        &[("accept-encoding", "gzip, br")],
    )
    .await;
    assert_eq!(
        bytes(response).await,
        include_bytes!("../assets/heeded.css.br")
    );
}

#[tokio::test]
async fn nothing_again_to_those_who_hold_it() {
    let path = assets::href(Asset::Stylesheet);
    let first = get(path, &[("accept-encoding", "gzip")]).await;
    let etag = header(&first, "etag").unwrap();
    let held = format!("\"other\", {etag}");
    let again = get(
        path,
        &[("accept-encoding", "gzip"), ("if-none-match", &held)],
    )
    .await;
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(header(&again, "etag"), Some(etag));
    assert!(bytes(again).await.is_empty());
    // Another encoding is another set of bytes.
    let other = get(path, &[("accept-encoding", "br"), ("if-none-match", &held)]).await;
    assert_eq!(other.status(), StatusCode::OK);
}

#[tokio::test]
async fn no_other_name_is_found() {
    for path in [
        "/assets/heeded.css",
        "/assets/heeded-0000000000000000.css",
        "/assets/..%2fx",
    ] {
        assert_eq!(
            get(path, &[]).await.status(),
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}
