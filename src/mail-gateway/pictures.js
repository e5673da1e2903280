import sharp from 'sharp';
import { Wrong } from './requests.js';

/** What a picture within a mail may be: beyond it the file is only ever downloaded. */
const MOST = { bytes: 15_000_000, pixels: 40_000_000, side: 1_600 };

const FORMATS = new Set(['png', 'jpeg', 'gif', 'webp']);

// Only these decoders are ever reached, whatever the first bytes say: no vector pictures, no documents, nothing that names others.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadPng', 'VipsForeignLoadJpeg', 'VipsForeignLoadWebp', 'VipsForeignLoadNsgif'] });
sharp.cache(false);
sharp.concurrency(1);

/**
 * Draws a raster picture anew, so that nothing but its pixels is left: no comment, no place where it was taken, no second
 * file behind it. A moving picture stands still.
 * @param {{file: string, out: string}} request
 */
export async function picture(request) {
  for (const field of ['file', 'out']) if (typeof request[field] !== 'string' || request[field] === '') throw new Wrong(field, `${field} is a path.`);
  try {
    const source = sharp(request.file, { limitInputPixels: MOST.pixels, failOn: 'error', pages: 1 });
    const { format, hasAlpha, width, height, size } = await source.metadata();
    if (!FORMATS.has(format)) throw new Wrong('file', 'That is no picture that can be shown.');
    if (width * height > MOST.pixels || (size ?? 0) > MOST.bytes) throw new Wrong('file', 'The picture is too large to be shown.');
    const drawn = source.rotate().resize({ width: MOST.side, height: MOST.side, fit: 'inside', withoutEnlargement: true });
    const asPng = hasAlpha || format === 'png' || format === 'gif';
    const info = await (asPng ? drawn.png({ compressionLevel: 8 }) : drawn.jpeg({ quality: 82 })).toFile(request.out);
    return { type: asPng ? 'image/png' : 'image/jpeg', width: info.width, height: info.height, length: info.size };
  } catch (error) {
    if (error instanceof Wrong) throw error;
    throw new Wrong('file', 'The picture could not be read.');
  }
}
