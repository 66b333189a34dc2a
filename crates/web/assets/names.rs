// Written by style/build.sh: the addresses, each with the start of its file's SHA-256.
const STYLESHEET_HREF: &str = "/assets/heeded-9c4a053a2e8bdc50.css";
const ICON_HREF: &str = "/assets/heeded-bce54e8dab0656b2.svg";
