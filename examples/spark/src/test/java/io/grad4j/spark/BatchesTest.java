package io.grad4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grad4j.kl.batches.LabelledRows;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class BatchesTest {
    /** Rows (id, 2·id, id mod 3) of the columns a, label, b in two partitions, one of them replaced. */
    private static Dataset<Row> table(long rows, long replaced, String label, String b) {
        String column = "CASE WHEN id = " + replaced + " THEN %s ELSE %s END AS %s";
        return Shared.spark()
                .range(0, rows, 1, 2)
                .selectExpr(
                        "CAST(id AS DOUBLE) AS a",
                        String.format(column, label, "CAST(id % 3 AS DOUBLE)", "label"),
                        String.format(column, b, "CAST(2 * id AS DOUBLE)", "b"));
    }

    @Test
    void everyRowIsInOneBatchWithItsClassAndAFeatureOfOne() {
        List<LabelledRows> batches =
                Batches.labelled(table(40000, -1, "0D", "0D"), "label", 3).collect();
        assertThat(batches.size()).isGreaterThan(2);
        int id = 0;
        for (LabelledRows batch : batches) {
            assertThat(batch.features().getNumElements()).isLessThanOrEqualTo(1 << 15);
            for (int i = 0; i < batch.rows(); i++, id++) {
                assertThat(batch.features().get(i, 0)).isEqualTo(id);
                assertThat(batch.features().get(i, 1)).isEqualTo(2.0 * id);
                assertThat(batch.features().get(i, 2)).isEqualTo(1);
                assertThat(batch.labels()[i]).isEqualTo(id % 3);
            }
        }
        assertThat(id).isEqualTo(40000);
    }

    @Test
    void rowsKeepTheirColumns() {
        DMatrixRMaj first = Batches.ofRows(table(4, -1, "0D", "0D")).first();
        assertThat(first.data).containsExactly(0, 0, 0, 1, 1, 2);
    }

    @Test
    void notANumberIsNamedWithPartitionAndRow() {
        refused(table(40000, 30000, "0D", "CAST('NaN' AS DOUBLE)"))
                .hasMessageContaining("partition 1, row 10000 (both counted from 0): b is NaN in [30000.0,0.0,NaN]");
    }

    @Test
    void infinitiesAreNamedLikewise() {
        refused(table(10, 2, "0D", "CAST('-Infinity' AS DOUBLE)"))
                .hasMessageContaining("partition 0, row 2 (both counted from 0): b is -Infinity");
    }

    @Test
    void missingNumbersAreNamedLikewise() {
        refused(table(10, 7, "0D", "CAST(NULL AS DOUBLE)"))
                .hasMessageContaining("partition 1, row 2 (both counted from 0): b is missing");
    }

    @Test
    void aLabelThatIsNoClassIsNamedInALaterBatchToo() {
        refused(table(40000, 19999, "3D", "0D"))
                .hasMessageContaining(
                        "partition 0, row 19999 (both counted from 0): label is 3.0, not a class from 0 to 2");
        refused(table(10, 0, "0.5D", "0D")).hasMessageContaining("label is 0.5");
        refused(table(10, 0, "-1D", "0D")).hasMessageContaining("label is -1.0");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(Dataset<Row> table) {
        return assertThatThrownBy(() -> Batches.labelled(table, "label", 3).count())
                .extracting(BadData::behind, InstanceOfAssertFactories.THROWABLE)
                .isInstanceOf(BadData.class);
    }

    @Test
    void aMissingColumnIsRefused() {
        assertThatThrownBy(() -> Batches.labelled(table(4, -1, "0D", "0D"), "class", 3))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("no column class among [a, label, b]");
    }
}
