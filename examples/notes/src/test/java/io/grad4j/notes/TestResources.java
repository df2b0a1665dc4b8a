package io.grad4j.notes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

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
}
