package io.grad4j.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsTest {
    private final Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    JobsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private int run(String... args) {
        return Jobs.run(Shared.into(out), Shared.into(err), args);
    }

    @Test
    void argumentsThatAreNotUnderstoodAreTwo() {
        assertThat(run("softmax", "--classes", "3")).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required option: '--data=PATH'");
    }

    @Test
    void rowsAreGeneratedAndFitted() {
        String data = folder.resolve("points").toString();
        assertThat(run("generate", "--model", "family", "--rows", "500", "--width", "5", "--out", data))
                .isZero();
        assertThat(run("family", "--data", data, "--points", "5")).isZero();
        assertThat(out.toString())
                .contains("iteration    0", "stopped: ", "statistic t^2")
                .contains("2x1");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void dataThatAreRefusedAreOneWithTheReasonOnALine() {
        String data = folder.resolve("rows").toString();
        Shared.spark()
                .range(0, 9, 1, 3)
                .selectExpr("IF(id = 7, DOUBLE('NaN'), DOUBLE(id)) AS x", "DOUBLE(id % 2) AS label")
                .write()
                .parquet(data);
        assertThat(run("softmax", "--data", data, "--classes", "2")).isEqualTo(1);
        assertThat(err.toString())
                .matches("error: partition \\d, row \\d \\(both counted from 0\\): x is NaN in \\[NaN,1\\.0]\\R");
    }

    @Test
    void resumingWithoutAFolderIsOne() {
        String data = folder.resolve("points").toString();
        assertThat(run("generate", "--model", "family", "--rows", "50", "--width", "5", "--out", data))
                .isZero();
        assertThat(run("family", "--data", data, "--points", "5", "--resume")).isEqualTo(1);
        assertThat(err.toString()).startsWith("error: --resume needs --checkpoint");
    }
}
