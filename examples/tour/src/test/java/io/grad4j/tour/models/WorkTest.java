package io.grad4j.tour.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.tour.data.DataFile;
import io.grad4j.tour.data.DataSet;
import io.grad4j.tour.data.DataSets;
import io.grad4j.tour.data.MalformedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The figures that training reaches; the larger works with fewer data or steps than the tour gives them. */
class WorkTest {
    private static final DataSets DATA = DataSets.shipped();

    @Test
    void theSmallWorksReachTheFiguresStatedInTheOrderGiven() {
        List<Work> works = Work.all(true);
        assertThat(works)
                .containsExactly(
                        Work.MODES, Work.SCORE, Work.LOGISTIC, Work.SOFTMAX, Work.MIXTURE, Work.CHAIN, Work.SPARSE);
        List<Trained> told = new ArrayList<>();
        List<Trained> all = Work.train(works, DATA, told::add);
        assertThat(told).isEqualTo(all).extracting(Trained::work).isEqualTo(works);
        assertThat(all).allSatisfy(t -> assertThat(t.outcome().figures()).allMatch(Figure::held));
    }

    @Test
    void aListenerWithoutPatienceHearsWhatIsUnderWay() {
        List<List<Work>> heard = new ArrayList<>();
        Work.train(List.of(Work.MODES, Work.MIXTURE), DATA, new Work.Listener() {
            @Override
            public void done(Trained trained) {
                heard.add(List.of());
            }

            @Override
            public void waiting(List<Work> works, Duration elapsed) {
                assertThat(elapsed).isPositive();
                heard.add(works);
            }

            @Override
            public Duration patience() {
                return Duration.ofNanos(1);
            }
        });
        assertThat(heard).endsWith(List.of());
        assertThat(heard.stream().flatMap(List::stream)).containsOnly(Work.MODES, Work.MIXTURE);
    }

    @Test
    void theVariationalAutoencoderReachesTheFiguresStatedAndTheDisplayedFormDoesNot() {
        Outcome outcome = VariationalDigits.train(DATA.of(DataFile.DIGITS), 15);
        assertThat(outcome.figures()).allMatch(Figure::held);
        assertThat(outcome.pictures()).hasSize(5);
    }

    @ParameterizedTest
    @EnumSource
    void everyMapKeepsNeighboursTogether(Embeddings embedding) {
        Outcome outcome = embedding.map(DATA.of(DataFile.DIGITS), 250, 200);
        assertThat(outcome.figures()).allMatch(Figure::held);
    }

    /** To rounding: vector kernels may add the parts of a sum in another order once they are compiled. */
    @Test
    void trainingIsSeeded() {
        DataSet digits = DATA.of(DataFile.DIGITS).first(200);
        List<Figure> once = VariationalDigits.train(digits, 1).figures();
        List<Figure> again = VariationalDigits.train(digits, 1).figures();
        for (int i = 0; i < once.size(); i++) {
            assertThat(again.get(i).value())
                    .isCloseTo(
                            once.get(i).value(),
                            within(1e-9 * Math.abs(once.get(i).value())));
        }
    }

    @Test
    void aFigureThatIsNotReachedOrNotANumberDoesNotHold() {
        assertThat(Figure.atLeast("a", 0.96, 0.97).held()).isFalse();
        assertThat(Figure.atLeast("a", Double.NaN, 0.97).held()).isFalse();
        assertThat(Figure.atMost("a", 0.98, 0.97).held()).isFalse();
        assertThat(Figure.atMost("a", Double.NaN, 0.97).held()).isFalse();
        assertThat(Figure.between("a", 3, 1, 2).held()).isFalse();
        assertThat(Figure.between("a", Double.NaN, 1, 2).held()).isFalse();
        assertThat(Figure.around("a", 3, 1, 1.5).held()).isFalse();
        assertThat(Figure.around("a", -1, 1, 1.5).held()).isFalse();
        assertThat(Figure.around("a", Double.NaN, 1, 1.5).held()).isFalse();
        assertThat(Figure.around("a", 2, 1, 1.5)).isEqualTo(new Figure("a", 2, "1 ± 1.5", true));
        assertThat(Figure.shown("a", Double.NaN).held()).isFalse();
        assertThat(new Outcome(List.of(Figure.shown("a", 1), Figure.atMost("b", 2, 1)), List.of()).held())
                .isFalse();
    }

    @Test
    void dataThatAModelCannotUseStopTheTraining() {
        assertThatThrownBy(() -> Embeddings.STUDENT_T.map(DATA.of(DataFile.DIGITS), 10, 5))
                .hasMessageContaining("perplexity");
    }

    @Test
    void dataThatAreTooFewAreRefusedWithTheNameOfTheModel(@TempDir Path folder) throws IOException {
        for (String name : List.of("digits.csv.gz", "breast_cancer.csv")) {
            try (InputStream in = DataFile.class.getResourceAsStream(name)) {
                Files.copy(Objects.requireNonNull(in), folder.resolve(name));
            }
        }
        Files.writeString(folder.resolve("iris.csv"), "3,1,a,b\n1,0\n2,1\n5,1\n");
        DataSets few = DataSets.in(folder);
        assertThatThrownBy(() -> Work.train(List.of(Work.MIXTURE), few, trained -> {}))
                .isInstanceOf(MalformedData.class)
                .hasMessage("Gaussian mixture cannot be trained on these data:"
                        + " iris: 3 rows where at least 33 are needed");
    }
}
