// Written by style/build.sh: the addresses, each with the start of its file's SHA-256.
const STYLESHEET_HREF: &str = "/assets/heeded-ec75b13e0ed3c6e9.css";
const ICON_HREF: &str = "/assets/heeded-bce54e8dab0656b2.svg";
