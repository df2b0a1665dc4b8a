package io.grad4j.tour.pictures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** A drawing, with the words for who cannot see it. */
public interface Picture {
    /** The name of its files, without an ending. */
    String name();

    /** What is to be seen, in a sentence. */
    String caption();

    /** The words in its place. */
    String alternative();

    /** The drawing as SVG. */
    String svg();

    /** The drawing as PNG. */
    byte[] png();

    /** The same, drawn here and now. */
    default Picture drawn() {
        return new Drawing(this);
    }

    /** Writes it to a folder as SVG and as PNG. */
    default void write(Path folder) throws IOException {
        Files.writeString(folder.resolve(name() + ".svg"), svg());
        Files.write(folder.resolve(name() + ".png"), png());
    }

    /** An address that holds the drawing itself, for a page that needs no other file; as PNG, which is a tenth of the SVG of a chart. */
    default String address() {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png());
    }
}
