package io.grad4j.tour.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DataFileTest {
    @Test
    void theDigitsAreImagesOfAllTen() {
        DataSet digits = DataFile.DIGITS.shipped();
        assertThat(digits.size()).isEqualTo(1797);
        assertThat(digits.features().numCols).isEqualTo(64);
        assertThat(CommonOps_DDRM.elementMax(digits.features())).isEqualTo(16);
        assertThat(CommonOps_DDRM.elementMin(digits.features())).isZero();
        assertThat(Arrays.stream(digits.labels()).distinct()).hasSize(10);
    }

    @Test
    void irisHasItsPublishedMeans() {
        DataSet iris = DataFile.IRIS.shipped();
        assertThat(iris.classes()).containsExactly("setosa", "versicolor", "virginica");
        DMatrixRMaj sums = CommonOps_DDRM.sumCols(iris.features(), null);
        assertThat(sums.data).containsExactly(new double[] {876.5, 458.6, 563.7, 179.9}, within(1e-9));
    }

    @Test
    void breastCancerHasItsPublishedCounts() {
        DataSet data = DataFile.BREAST_CANCER.shipped();
        assertThat(data.features().numCols).isEqualTo(30);
        assertThat(Arrays.stream(data.labels()).filter(y -> y == 0)).hasSize(212);
        assertThat(Arrays.stream(data.labels()).filter(y -> y == 1)).hasSize(357);
    }

    @Test
    void everyFifthRowIsHeldOutAndTheOthersHaveMeanZeroAndDeviationOne() {
        DataSet.Split split = DataFile.IRIS.shipped().split().standardized();
        assertThat(split.heldOut().size()).isEqualTo(30);
        assertThat(split.training().size()).isEqualTo(120);
        DMatrixRMaj z = split.training().features();
        for (int c = 0; c < z.numCols; c++) {
            DMatrixRMaj column = CommonOps_DDRM.extractColumn(z, c, null);
            assertThat(CommonOps_DDRM.elementSum(column)).isCloseTo(0, within(1e-11));
            assertThat(CommonOps_DDRM.dot(column, column)).isCloseTo(120, within(1e-10));
        }
    }

    @Test
    void centredRowsHaveMeanZeroOnTheTrainingRowsAndTheSameDifferences() {
        DataSet.Split split = DataFile.DIGITS.shipped().split();
        DataSet.Split centred = split.centred();
        DMatrixRMaj sums = CommonOps_DDRM.sumCols(centred.training().features(), null);
        assertThat(CommonOps_DDRM.elementMaxAbs(sums)).isLessThan(1e-9);
        DMatrixRMaj shift = CommonOps_DDRM.subtract(
                split.heldOut().features(), centred.heldOut().features(), null);
        DMatrixRMaj means = CommonOps_DDRM.sumCols(split.training().features(), null);
        CommonOps_DDRM.divide(means, split.training().size());
        for (int i = 0; i < shift.numRows; i++) {
            DMatrixRMaj row = CommonOps_DDRM.extractRow(shift, i, null);
            assertThat(row.data).containsExactly(means.data, within(1e-12));
        }
    }

    static List<Arguments> malformed() {
        return Stream.of(
                        new String[] {"", "iris.csv: no lines"},
                        new String[] {"2,1,a\n1,0\n2,0\n", "line 1: the first line must hold rows, measures"},
                        new String[] {"3,1,a,b\n1,0\n2,1\n", "line 1: 3 rows announced, 2 follow"},
                        new String[] {"2,2,a,b\n1,0\n2,1\n", "line 1: 2 measures announced, 1 follow"},
                        new String[] {"2,2,a,b\n1,2,0\n2,1\n", "line 3: 2 values where 2 measures and a class"},
                        new String[] {"2,1,a,b\n1,0\nx,1\n", "line 3: value 1, 'x', is no number"},
                        new String[] {"2,1,a,b\n1,0\n2,1.5\n", "line 3: value 2, '1.5', is no whole number"},
                        new String[] {"2,1,a,b\n1,0\nNaN,1\n", "row 2, measure 1: NaN is not finite"},
                        new String[] {"2,1,a,b\n1,0\n2,2\n", "row 2: label 2 is not from 0 to 1"},
                        new String[] {"2,1,a,b\n1,0\n2,-1\n", "row 2: label -1 is not from 0 to 1"},
                        new String[] {"1,1,a,b\n1,0\n", "1 rows of 1 measures where at least 2 rows"},
                        new String[] {"0,1,a,b\n", "0 rows of 0 measures"},
                        new String[] {"3,2,a,b\n1,2,0\n1,2,1\n1,2,0\n", "all 3 rows are equal"})
                .map(c -> Arguments.of((Object[]) c))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void aMalformedFileIsRefusedWithTheLine(String text, String message, @TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("iris.csv"), text);
        assertThatThrownBy(() -> DataFile.IRIS.in(folder))
                .isInstanceOf(MalformedData.class)
                .hasMessageStartingWith("iris.csv")
                .hasMessageContaining(message);
    }

    @Test
    void aMissingFileIsNamed(@TempDir Path folder) {
        assertThatThrownBy(() -> DataFile.DIGITS.in(folder))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("digits.csv.gz");
    }

    @Test
    void aFileThatIsNotCompressedIsRefused(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("digits.csv.gz"), "1,2,3\n");
        assertThatThrownBy(() -> DataFile.DIGITS.in(folder)).isInstanceOf(IOException.class);
    }

    @Test
    void aConstantMeasureCannotBeStandardized() {
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{1, 7}, {2, 7}, {3, 7}});
        DataSet data = DataSet.of("planted", x, new int[3], List.of("a"));
        assertThatThrownBy(() -> data.split().standardized())
                .isInstanceOf(MalformedData.class)
                .hasMessage("measure 2 is 7.0 in every row");
    }
}
