package io.grad4j.tour.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.grad4j.tour.models.Work;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelsTextTest {
    @Test
    void whatIsUnderWayIsNamedWithTheSecondsSinceTheBeginning() {
        ModelsText text = new ModelsText(Palette.PLAIN, 11);
        assertThat(text.of(List.of(Work.SNE, Work.T_SNE), Duration.ofMillis(12_900)))
                .isEqualTo("… 12 s: training SNE, t-SNE\n");
    }
}
