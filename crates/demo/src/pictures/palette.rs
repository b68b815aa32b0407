//! Colours that go together.

use super::raster::Colour;

#[derive(Clone, Copy)]
pub(super) struct Palette {
    pub ground: Colour,
    pub halo: Colour,
    pub cloth: Colour,
    pub skin: Colour,
    pub hair: Colour,
    pub accent: Colour,
}

const fn palette(values: [u32; 6]) -> Palette {
    let [ground, halo, cloth, skin, hair, accent] = values;
    Palette {
        ground: Colour::hex(ground),
        halo: Colour::hex(halo),
        cloth: Colour::hex(cloth),
        skin: Colour::hex(skin),
        hair: Colour::hex(hair),
        accent: Colour::hex(accent),
    }
}

pub(super) const PALETTES: [Palette; 12] = [
    palette([0xf2e3c6, 0xe9a15b, 0x1f4e5f, 0xd9825b, 0x2b2d42, 0xf7f3e8]),
    palette([0xd7e8e1, 0xf2c14e, 0x7a3b69, 0xb5654a, 0x2f1b25, 0xfdf6e3]),
    palette([0x23395b, 0xf4a259, 0xf4e285, 0xc98560, 0x121d30, 0xbc4b51]),
    palette([0xf7d6c4, 0xe4572e, 0x17324d, 0xf0b48f, 0x76381f, 0xa8c686]),
    palette([0xe6e1f2, 0x8e7dbe, 0x2d6a4f, 0xc98b6b, 0x3a2a50, 0xf2cc8f]),
    palette([0x1d3b3a, 0xe8c07d, 0xd1495b, 0xa4633f, 0x0f1f24, 0xedae49]),
    palette([0xcfe3f1, 0xf6f9fb, 0xe07a5f, 0x8d5a3b, 0x1b2a41, 0x3d405b]),
    palette([0xf6f0d8, 0xa7c4a0, 0x6b2737, 0xe3a587, 0xc8553d, 0x2a4747]),
    palette([0x3b2c4a, 0xef767a, 0x49beaa, 0xeec5a0, 0x1f1530, 0xeeb868]),
    palette([0xe8ddd0, 0x5f8a8b, 0xd8a047, 0x6f4536, 0x231c1a, 0x9b2d30]),
    palette([0x9fc3b5, 0xf6e7cb, 0x34456b, 0xe8b796, 0xe9e4dc, 0xc44536]),
    palette([0xf3c9a9, 0xfbf1e3, 0x4a5a3a, 0x9c6246, 0x3c2415, 0x2b59a8]),
];
