package io.grad4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    private static final DMatrixRMaj THETA =
            new DMatrixRMaj(new double[][] {{0.1, -0.0}, {Double.MIN_VALUE, 1e300}, {1.0 / 3, Math.PI}});

    private final Path folder;

    CheckpointTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Checkpoint of(String job) {
        return new Checkpoint(new Configuration(), folder.toString(), job);
    }

    @Test
    void theNewestComesBackBitForBit() {
        of("job").save(1, new DMatrixRMaj(3, 2));
        of("job").save(12, THETA);
        Checkpoint.Saved saved = of("job").newest().orElseThrow();
        assertThat(saved.iteration()).isEqualTo(12);
        assertThat(saved.theta().numRows).isEqualTo(3);
        assertThat(saved.theta().data).containsExactly(THETA.data);
        assertThat(1 / saved.theta().data[1]).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void theLastTwoAreKept() throws IOException {
        Checkpoint checkpoint = of("job");
        for (int i = 0; i < 5; i++) {
            checkpoint.save(i, THETA);
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()).filter(f -> !f.startsWith(".")))
                    .containsExactlyInAnyOrder("iteration-00000003", "iteration-00000004");
        }
    }

    @Test
    void oneThatWasBeingWrittenAtTheEndIsPassedOver() throws IOException {
        of("job").save(3, THETA);
        Files.writeString(folder.resolve(".iteration-00000004"), "job\n4\n3\n2\n0.1\n");
        assertThat(of("job").newest().orElseThrow().iteration()).isEqualTo(3);
    }

    @Test
    void thoseOfAnotherJobAreRefused() {
        of("softmax of 3 classes").save(3, THETA);
        assertThatThrownBy(() -> of("softmax of 4 classes").newest())
                .isInstanceOf(BadData.class)
                .hasMessageContaining("iteration-00000003 is a checkpoint of \"softmax of 3 classes\"");
    }

    @Test
    void anEmptyFolderHasNone() {
        assertThat(of("job").newest()).isEmpty();
    }

    @Test
    void anIterationMayBeSavedAgain() {
        of("job").save(3, new DMatrixRMaj(3, 2));
        of("job").save(3, THETA);
        assertThat(of("job").newest().orElseThrow().theta().data).containsExactly(THETA.data);
    }
}
