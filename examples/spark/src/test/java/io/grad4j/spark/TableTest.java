package io.grad4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {
    private static final String SPLIT = "spark.sql.files.maxPartitionBytes";

    private final Path folder;
    private final List<String> reports = new ArrayList<>();

    TableTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void readFilesWholeAgain() {
        Shared.spark().conf().unset(SPLIT);
    }

    private Dataset<Row> csv(Table.Malformed malformed) {
        return Table.csv(Shared.spark(), folder.toString(), malformed, reports::add);
    }

    @Test
    void goodFilesAreReadAsNumbersWithoutAWord() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "x,label\n1.5,0\n-2e3,1\n");
        Files.writeString(folder.resolve("b.csv"), "x,label\nNaN,2\n");
        Dataset<Row> table = csv(Table.Malformed.REFUSE);
        assertThat(table.columns()).containsExactly("x", "label");
        assertThat(table.orderBy("label").collectAsList())
                .extracting(Row::toString)
                .containsExactly("[1.5,0.0]", "[-2000.0,1.0]", "[NaN,2.0]");
        assertThat(reports).isEmpty();
    }

    @Test
    void malformedRowsAreRefusedWithTheirNumberFilesAndLines() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "x,label\n1,0\n\nlots,1\n2,0\n3\n");
        Files.writeString(folder.resolve("b.csv"), "x,label\n1,0\n4,\n5,1,6\n");
        assertThatThrownBy(() -> csv(Table.Malformed.REFUSE))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("4 malformed rows")
                .hasMessageMatching("(?s).*a\\.csv line 4: lots,1\\n.*a\\.csv line 6: 3\\n"
                        + ".*b\\.csv line 3: 4,\\n.*b\\.csv line 4: 5,1,6");
    }

    @Test
    void malformedRowsAreSkippedAndReportedByOption() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "x,label\n1,0\nlots,1\n2,0\n");
        assertThat(csv(Table.Malformed.SKIP).count()).isEqualTo(2);
        assertThat(reports).hasSize(1);
        assertThat(reports.get(0)).contains("skipped 1 malformed rows").contains("a.csv line 3: lots,1");
    }

    @Test
    void linesAreCountedAcrossTheStretchesInWhichAFileIsRead() throws IOException {
        StringBuilder text = new StringBuilder("x,label\r\n");
        for (int line = 2; line <= 900; line++) {
            text.append(line == 555 || line == 2 || line == 900 ? "bad" : "0.25")
                    .append(",")
                    .append(line)
                    .append("\r\n");
        }
        Files.writeString(folder.resolve("a.csv"), text);
        Shared.spark().conf().set(SPLIT, "1000");
        assertThat(csv(Table.Malformed.SKIP).javaRDD().getNumPartitions()).isGreaterThan(5);
        assertThat(reports.get(0).lines().skip(1).map(line -> line.replaceAll(".*a.csv ", "")))
                .containsExactly("line 2: bad,2", "line 555: bad,555", "line 900: bad,900");
    }

    @Test
    void ofManyMalformedRowsAllAreCountedAndTwentyShown() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "x,label\n" + "bad,1\n".repeat(50));
        csv(Table.Malformed.SKIP);
        assertThat(reports.get(0)).contains("skipped 50 malformed rows");
        assertThat(reports.get(0).lines()).hasSize(21);
    }

    @Test
    void filesOfOtherColumnsAreRefused() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "x,label\n1,0\n");
        Files.writeString(folder.resolve("b.csv"), "label,x\n1,0\n");
        assertThatThrownBy(() -> csv(Table.Malformed.REFUSE))
                .hasStackTraceContaining("CSV header does not conform to the schema");
    }

    @Test
    void aParquetColumnThatIsNoNumberIsRefused() {
        String path = folder.resolve("table").toString();
        Shared.spark().sql("SELECT 1 AS x, 'one' AS name").write().parquet(path);
        assertThatThrownBy(() -> Table.parquet(Shared.spark(), path))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("column name is of type string");
    }
}
