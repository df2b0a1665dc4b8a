package io.grad4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FamilyTest {
    private final Path folder;

    FamilyTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private String generated(int rows, int points) {
        String data = folder.resolve("points").toString();
        Jobs.write(
                Generator.points(Shared.spark(), new Generator.Amount(rows, 4, 3), points),
                data,
                FitOptions.Format.PARQUET);
        return data;
    }

    @Test
    void theFitHasTheStatisticsOfTheDataAndNearlyTheParametersOfTheirModel() {
        StringWriter text = new StringWriter();
        Fit.Result result =
                new Family("point", 9, 2).fit(Shared.spark(), Shared.options(generated(100_000, 9)), Shared.into(text));
        Matcher difference = Pattern.compile("E_p - E_q (\\S+)").matcher(text.toString());
        for (int k = 0; k < 2; k++) {
            assertThat(difference.find()).isTrue();
            assertThat(Math.abs(Double.parseDouble(difference.group(1)))).isLessThan(1e-7);
        }
        // Drawn from t - 2t²; five standard errors of a fit to this many rows are 0.06 and 0.1.
        assertThat(result.last().theta().data[0]).isCloseTo(1, within(0.06));
        assertThat(result.last().theta().data[1]).isCloseTo(-2, within(0.1));
    }

    @Test
    void theDataAreReadOnceHoweverManyIterations() throws TimeoutException {
        String data = generated(1000, 5);
        long[] jobs = {0};
        var listener = new org.apache.spark.scheduler.SparkListener() {
            @Override
            public void onJobStart(org.apache.spark.scheduler.SparkListenerJobStart start) {
                jobs[0]++;
            }
        };
        var context = Shared.spark().sparkContext();
        Family family = new Family("point", 5, 2);
        var table = Shared.options(data).table(Shared.spark(), Shared.into(new StringWriter()));
        assertThat(table.count()).isEqualTo(1000);
        context.addSparkListener(listener);
        Fit.Result result = family.fit(Shared.spark(), Shared.options(data), Shared.into(new StringWriter()));
        context.listenerBus().waitUntilEmpty();
        context.removeSparkListener(listener);
        assertThat(result.last().evaluations()).isGreaterThan(4);
        // One for the schema of Parquet, one for the statistics.
        assertThat(jobs[0]).isLessThanOrEqualTo(2);
    }

    @Test
    void aPointOutsideIsRefused() {
        String data = generated(1000, 5);
        assertThatThrownBy(() -> new Family("point", 4, 2)
                        .fit(Shared.spark(), Shared.options(data), Shared.into(new StringWriter())))
                .satisfies(e -> assertThat(BadData.behind(e))
                        .isInstanceOf(BadData.class)
                        .hasMessageContaining("= 4.0 is no point from 0 to 3"));
    }

    @Test
    void featuresArePowersOfThePointFromMinusOneToOne() {
        assertThat(Family.features(3, 2).data).containsExactly(-1, 1, 0, 0, 1, 1);
        assertThat(List.of(Family.features(1, 1).data[0])).containsExactly(0.0);
    }
}
