package io.grad4j.notes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** Files beside the tests. */
public final class TestResources {
    private TestResources() {}

    /** The text of a file. */
    public static String text(String name) {
        try (InputStream in = Objects.requireNonNull(TestResources.class.getResourceAsStream("/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the notes of other authors that the acceptance tests read are on this machine: in the folder that GRAD4J_NOTES names. */
    public static boolean haveForeignNotes() {
        return System.getenv("GRAD4J_NOTES") != null;
    }

    /** The text of the foreign note whose file name begins with {@code number}. */
    public static String foreignNote(String number) {
        Path folder = Path.of(Objects.requireNonNull(System.getenv("GRAD4J_NOTES"), "GRAD4J_NOTES"));
        try (Stream<Path> files = Files.list(folder)) {
            Path file = files.filter(f -> f.getFileName().toString().startsWith(number))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no note " + number + " in " + folder));
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
