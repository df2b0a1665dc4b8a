package io.grad4j.tour.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.grad4j.autodiff.trace.Group;
import io.grad4j.autodiff.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TracePageTest {
    @Test
    void everyPageIsWrittenIntoAFolderThatIsMade(@TempDir Path folder) throws IOException {
        List<Path> files = TracePage.writeAll(folder.resolve("new/pages"));
        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .containsExactly("softmax-q.html", "log-sum-exp.html", "two-layer-network.html", "gaussian-kl.html");
        for (Path file : files) {
            assertThat(Files.readString(file)).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
            assertThat(Files.size(file)).isLessThan(60_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyValueAndAdjointIsFiniteAndEveryDifferenceAgrees(TracePage page) {
        String html = page.trace().html();
        assertThat(html)
                .contains("Nowhere: every value and every adjoint here is finite")
                .doesNotContain(" ≠\n");
        assertThat(page.trace().toString()).doesNotContain("not finite");
    }

    @Test
    void theNetworkHasItsLayersAsScopes() {
        Trace trace = TracePage.NETWORK.trace();
        assertThat(trace.groups()).extracting(Group::name).containsExactly("layer 1", "layer 2", "cross-entropy");
        assertThat(trace.gradients()).extracting(Trace.Gradient::variable).containsExactly("W1", "b1", "W2", "b2");
    }
}
