package io.grad4j.tour.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.grad4j.tour.pictures.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EstimatorsTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyFigureIsWhereTheorySaysWhateverTheSeed(long seed) {
        assertThat(Estimators.compare(seed).figures()).hasSize(20).allMatch(Figure::held);
    }

    @Test
    void equalSeedsGiveEqualFigures() {
        assertThat(Estimators.compare(7).figures())
                .isEqualTo(Estimators.compare(7).figures());
    }

    @Test
    void theDisplayedSignIsDrawnClimbing() {
        assertThat(Estimators.compare(1).pictures())
                .extracting(Picture::name)
                .containsExactly("score-sign", "score-draws", "score-spread", "score-values");
        assertThat(Estimators.compare(1).pictures().get(0).alternative()).contains("climbs from 0.113", "falls to");
    }
}
