package io.grad4j.tour.pictures;

import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;

/**
 * Square images of grey pixels in a grid, 0 white and 1 black.
 *
 * @param images one a row of side² pixels; values beyond [0, 1] are cut off
 * @param across images in a row of the grid
 */
public record Tiles(String name, String caption, String alternative, DMatrixRMaj images, int across)
        implements Picture {
    /** Pixels of the bitmap for each pixel of an image. */
    private static final int ZOOM = 5;

    /** White between images, in pixels of an image. */
    private static final int GAP = 1;

    private BufferedImage bitmap() {
        int side = (int) Math.round(Math.sqrt(images.numCols));
        int down = (images.numRows + across - 1) / across;
        int cell = side + GAP;
        BufferedImage bitmap = new BufferedImage(
                (across * cell + GAP) * ZOOM, (down * cell + GAP) * ZOOM, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < bitmap.getHeight(); y++) {
            for (int x = 0; x < bitmap.getWidth(); x++) {
                double ink = ink(x / ZOOM - GAP, y / ZOOM - GAP, side);
                int level = (int) Math.round(255 * (1 - Math.max(0, Math.min(1, ink))));
                bitmap.getRaster().setSample(x, y, 0, level);
            }
        }
        return bitmap;
    }

    /** The grey at a place of the grid, 0 between images and beyond the last. */
    private double ink(int x, int y, int side) {
        int cell = side + GAP;
        int column = Math.floorMod(x, cell);
        int row = Math.floorMod(y, cell);
        int image = Math.floorDiv(y, cell) * across + Math.floorDiv(x, cell);
        boolean inside = x >= 0 && y >= 0 && column < side && row < side && image < images.numRows;
        return inside ? images.get(image, row * side + column) : 0;
    }

    @Override
    public byte[] png() {
        return Bitmaps.png(bitmap());
    }

    @Override
    public String svg() {
        BufferedImage bitmap = bitmap();
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\">"
                        + "<image width=\"%1$d\" height=\"%2$d\" href=\"data:image/png;base64,%3$s\"/></svg>%n",
                bitmap.getWidth(),
                bitmap.getHeight(),
                Base64.getEncoder().encodeToString(png()));
    }
}
