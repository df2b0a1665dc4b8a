package io.grad4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoftmaxTest {
    private static final int FEATURES = 4;
    private static final int CLASSES = 3;
    private static final double RIDGE = 0.01;
    private static final Softmax JOB = new Softmax("label", CLASSES, RIDGE);

    private static String data = "";

    private final Path folder;

    SoftmaxTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    static void generate(@TempDir Path folder) {
        data = folder.resolve("rows").toString();
        Jobs.write(
                Generator.softmax(Shared.spark(), new Generator.Amount(3000, 3, 7), FEATURES, CLASSES),
                data,
                FitOptions.Format.PARQUET);
    }

    private static Fit.Result fit(FitOptions options) {
        return JOB.fit(Shared.spark(), options, new PrintWriter(new StringWriter()));
    }

    @Test
    void theOptimumIsThatOfMLlibsLogisticRegression() {
        FitOptions options = Shared.options(data);
        options.tolerance = 1e-12;
        DMatrixRMaj ours = fit(options).last().theta();
        Dataset<Row> table = new VectorAssembler()
                .setInputCols(new String[] {"x0", "x1", "x2", "x3"})
                .setOutputCol("features")
                .transform(Shared.spark().read().parquet(data));
        LogisticRegressionModel theirs = new LogisticRegression()
                .setFamily("multinomial")
                .setStandardization(false)
                .setRegParam(RIDGE)
                .setTol(1e-12)
                .setMaxIter(500)
                .fit(table);
        for (int k = 0; k < CLASSES; k++) {
            for (int j = 0; j < FEATURES; j++) {
                assertThat(ours.get(j, k)).isCloseTo(theirs.coefficientMatrix().apply(k, j), within(1e-6));
            }
            // Both are centred: ours since each gradient sums to 0 over the classes and the start is 0, theirs by its
            // last step.
            assertThat(ours.get(FEATURES, k)).isCloseTo(theirs.interceptVector().apply(k), within(1e-6));
        }
    }

    @Test
    void anotherRunIsBitwiseTheSame() {
        FitOptions options = Shared.options(data);
        options.iterations = 6;
        assertThat(fit(options).last().theta().data)
                .isEqualTo(fit(options).last().theta().data);
    }

    @Test
    void csvGivesWhatParquetGives() {
        String csv = folder.resolve("csv").toString();
        Jobs.write(Shared.spark().read().parquet(data), csv, FitOptions.Format.CSV);
        FitOptions options = Shared.options(csv);
        options.format = FitOptions.Format.CSV;
        options.iterations = 6;
        DMatrixRMaj a = fit(options).last().theta();
        options.data = data;
        options.format = FitOptions.Format.PARQUET;
        DMatrixRMaj b = fit(options).last().theta();
        for (int i = 0; i < a.getNumElements(); i++) {
            assertThat(a.data[i]).isCloseTo(b.data[i], within(1e-9));
        }
    }

    @Test
    void eachIterationHasALineAndACheckpointAndAResumedFitGoesOn() {
        StringWriter text = new StringWriter();
        FitOptions options = Shared.options(data);
        options.checkpoint = folder.resolve("checkpoints").toString();
        options.iterations = 4;
        Fit.Result early = JOB.fit(Shared.spark(), options, Shared.into(text));
        assertThat(text.toString().lines().toList()).hasSize(6).last().isEqualTo("stopped: max iterations reached");
        assertThat(text.toString().lines().skip(4).findFirst().orElseThrow())
                .matches(
                        "iteration +4  loss 0\\.\\d+  \\|gradient\\| \\S+  evaluations \\d+  rows/s \\S+  seconds \\S+");

        options.iterations = 200;
        options.resume = true;
        StringWriter resumed = new StringWriter();
        Fit.Result late = JOB.fit(Shared.spark(), options, Shared.into(resumed));
        assertThat(resumed.toString()).startsWith("resumed after iteration 4");
        assertThat(resumed.toString().lines().skip(1).findFirst().orElseThrow()).startsWith("iteration    4  loss");
        assertThat(late.last().value()).isLessThan(early.last().value());
        Fit.Result straight = fit(Shared.options(data));
        assertThat(late.last().value()).isCloseTo(straight.last().value(), within(1e-9));
    }
}
