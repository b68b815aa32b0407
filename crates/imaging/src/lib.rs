//! Pictures: bounded, clean WebP from whatever was uploaded, and social cards.
