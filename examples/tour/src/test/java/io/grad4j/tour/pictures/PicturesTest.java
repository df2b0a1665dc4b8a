package io.grad4j.tour.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {
    private static Plot plot() {
        return Plot.of("a-plot", "A caption.", "In words.", "across", "up")
                .curve("curve", new double[] {1, 2, 3}, new double[] {3, 1, 2})
                .dashed("dashed", new double[] {1, 3}, new double[] {2, 2})
                .points("points", new double[] {2}, new double[] {2.5})
                .curve("no curve", new double[0], new double[0])
                .points("none", new double[0], new double[0]);
    }

    @Test
    void aPlotIsWrittenAsSvgAndAsPngOfTwiceTheSize(@TempDir Path folder) throws IOException {
        plot().write(folder);
        assertThat(Files.readString(folder.resolve("a-plot.svg"))).contains("<svg", "</svg>");
        BufferedImage image = ImageIO.read(folder.resolve("a-plot.png").toFile());
        assertThat(image.getWidth()).isEqualTo(1280);
        assertThat(image.getHeight()).isEqualTo(840);
    }

    @Test
    void tilesAreTheGreysOfTheirPixels() throws IOException {
        DMatrixRMaj images = new DMatrixRMaj(new double[][] {{0, 1, 0.5, 2}, {1, 1, 1, -1}, {0, 0, 0, 1}});
        Tiles tiles = new Tiles("tiles", "A caption.", "In words.", images, 2);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(tiles.png()));
        // Two across and two down, of 2×2 pixels each five wide, with a gap of one on every side.
        assertThat(image.getWidth()).isEqualTo(35);
        assertThat(image.getHeight()).isEqualTo(35);
        assertThat(grey(image, 1, 1)).isEqualTo(255);
        assertThat(grey(image, 2, 1)).isZero();
        assertThat(grey(image, 1, 2)).isEqualTo(128);
        assertThat(grey(image, 2, 2)).isZero();
        assertThat(grey(image, 3, 1)).as("the gap").isEqualTo(255);
        assertThat(grey(image, 4, 1)).isZero();
        assertThat(grey(image, 5, 2)).isEqualTo(255);
        assertThat(grey(image, 2, 5)).isZero();
        assertThat(grey(image, 5, 5)).as("no fourth image").isEqualTo(255);
        assertThat(tiles.svg()).contains("<svg", "width=\"35\"", "data:image/png;base64,");
    }

    private static int grey(BufferedImage image, int x, int y) {
        return image.getRaster().getSample(5 * x + 2, 5 * y + 2, 0);
    }

    @Test
    void linesUnderOneLabelAreApartAndExtendTheAxes() throws IOException {
        double[] axis = {-3, -2, -1, 0, 1, 2, 3};
        DMatrixRMaj twoPeaks = new DMatrixRMaj(7, 7);
        twoPeaks.set(3, 1, 1);
        twoPeaks.set(3, 5, 1);
        Plot apart = Plot.of("two", "A caption.", "In words.", "", "")
                .lines("P", Contours.at(0.5, axis, axis, twoPeaks))
                .lines("none", List.of());
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(apart.png()));
        // The data reach from -2.5 to 2.5; nothing is drawn in the middle, where a stroke from one line to the next
        // would pass.
        assertThat(coloured(image, 300, 1000)).isGreaterThan(0);
        assertThat(coloured(image, 600, 760)).isZero();
    }

    /** Pixels that are neither white nor grey between two columns. */
    private static int coloured(BufferedImage image, int from, int to) {
        int number = 0;
        for (int x = from; x < to; x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                Color colour = new Color(image.getRGB(x, y));
                number += Math.abs(colour.getRed() - colour.getBlue()) > 40 ? 1 : 0;
            }
        }
        return number;
    }

    @Test
    void aPictureThatIsDrawnIsTheSamePicture() {
        Picture drawn = plot().drawn();
        assertThat(drawn.png()).isEqualTo(plot().png());
        assertThat(drawn.svg()).isEqualTo(plot().svg());
        assertThat(List.of(drawn.name(), drawn.caption(), drawn.alternative()))
                .containsExactly("a-plot", "A caption.", "In words.");
    }

    @Test
    void theAddressOfAPictureHoldsIt() {
        assertThat(plot().address()).startsWith("data:image/png;base64,iVBOR");
    }
}
