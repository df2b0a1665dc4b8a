package io.grad4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MixtureTest {
    private final Path folder;

    MixtureTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void theComponentsOfTheModelThatTheRowsWereDrawnFromAreFound() {
        String data = folder.resolve("rows").toString();
        Jobs.write(
                Generator.mixture(Shared.spark(), new Generator.Amount(6000, 3, 1), 2, 2),
                data,
                FitOptions.Format.PARQUET);
        StringWriter text = new StringWriter();
        FitOptions options = Shared.options(data);
        options.tolerance = 1e-6;
        DMatrixRMaj theta = new Mixture(2)
                .fit(Shared.spark(), options, Shared.into(text))
                .last()
                .theta();
        int low = theta.get(0, 1) < theta.get(1, 1) ? 0 : 1;
        // Five standard errors of 3000 rows a component.
        double wide = 5 / Math.sqrt(3000);
        for (int j = 0; j < 2; j++) {
            assertThat(theta.get(low, 1 + j)).isCloseTo(0, within(wide));
            assertThat(theta.get(1 - low, 1 + j)).isCloseTo(6, within(wide));
            assertThat(theta.get(low, 3 + j)).isCloseTo(0, within(wide));
        }
        assertThat(theta.get(0, 0) - theta.get(1, 0)).isCloseTo(0, within(2 * wide));
        assertThat(text.toString()).contains("component 0  weight 0.").contains("component 1  weight 0.");
    }

    @Test
    void theSearchBeginsAtRowsFarFromEachOther() {
        DMatrixRMaj start =
                new Mixture(3).start(List.of(new double[] {0}, new double[] {1}, new double[] {10}, new double[] {4}));
        assertThat(new double[] {start.get(0, 1), start.get(1, 1), start.get(2, 1)})
                .containsExactly(0, 10, 4);
        // The variance of 0, 1, 10, 4 about 3.75 is 15.1875.
        assertThat(start.get(0, 2)).isCloseTo(0.5 * Math.log(15.1875), within(1e-14));
    }

    @Test
    void aColumnWithoutSpreadIsRefused() {
        assertThatThrownBy(() -> new Mixture(1).start(List.of(new double[] {1, 2}, new double[] {3, 2})))
                .isInstanceOf(BadData.class)
                .hasMessageContaining("column 1");
    }
}
