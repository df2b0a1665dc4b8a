package io.grad4j.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every block of Java of every lesson, as its reader would. */
class LessonsTest {
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    /** As in the tool, all snippets run in one thread, so that a tape made in one is used in the next. */
    private static final class InThisThread implements ExecutionControlProvider {
        @Override
        public String name() {
            return "in this thread";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
            return new DirectExecutionControl();
        }
    }

    static List<Path> lessons() {
        try (Stream<Path> files = Files.list(Path.of(""))) {
            return files.filter(f -> f.toString().matches("\\d-.*\\.md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void everySnippetRunsAndGivesWhatTheLessonSays(Path lesson) throws IOException {
        int expectations = 0;
        try (JShell shell =
                JShell.builder().executionEngine(new InThisThread(), Map.of()).build()) {
            shell.addToClasspath(System.getProperty("java.class.path"));
            for (String block : blocks(lesson)) {
                expectations += run(shell, block);
            }
        }
        assertThat(expectations).as("values that the lesson shows").isGreaterThanOrEqualTo(3);
    }

    private static List<String> blocks(Path lesson) throws IOException {
        return BLOCK.matcher(Files.readString(lesson))
                .results()
                .map((MatchResult m) -> m.group(1))
                .toList();
    }

    private static int run(JShell shell, String block) {
        int expectations = 0;
        String rest = block;
        while (!rest.isBlank()) {
            int end = rest.indexOf('\n');
            String line = rest.substring(0, end);
            int arrow = line.indexOf(" // ==> ");
            if (arrow >= 0) {
                assertThat(value(shell, line.substring(0, arrow)))
                        .as(line)
                        .isEqualTo(line.substring(arrow + 8).strip());
                expectations++;
                rest = rest.substring(end + 1);
            } else if (line.isBlank()) {
                rest = rest.substring(end + 1);
            } else {
                CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(rest);
                value(shell, info.source());
                rest = info.remaining().stripLeading();
            }
        }
        return expectations;
    }

    private static String value(JShell shell, String source) {
        List<SnippetEvent> events = shell.eval(source);
        for (SnippetEvent event : events) {
            List<String> problems = new ArrayList<>();
            shell.diagnostics(event.snippet()).forEach(d -> problems.add(d.getMessage(null)));
            assertThat(event.status()).as("%s %s", source, problems).isEqualTo(Snippet.Status.VALID);
            assertThat(event.exception()).as(source).isNull();
        }
        return String.valueOf(events.get(events.size() - 1).value());
    }

    @Test
    void thereAreSixLessonsOfAPageEachAndTheContentsNamesThem() throws IOException {
        assertThat(lessons()).hasSize(6);
        String contents = Files.readString(Path.of("README.md"));
        for (Path lesson : lessons()) {
            assertThat(contents).contains("(" + lesson + ")");
            assertThat(Files.readAllLines(lesson)).as("%s", lesson).hasSizeBetween(40, 80);
        }
    }

    @Test
    void everyExerciseStandsInItsLessonAndNoOther() throws IOException {
        for (Path lesson : lessons()) {
            String text = Files.readString(lesson);
            String exercises = text.substring(text.indexOf("## Exercises"));
            int number = Character.digit(lesson.toString().charAt(0), 10);
            for (Exercise e : Exercise.values()) {
                assertThat(exercises.contains("`" + e.method() + "`"))
                        .as("%s in lesson %d", e, number)
                        .isEqualTo(e.lesson() == number);
            }
        }
        assertThat(Arrays.stream(Exercise.values()).map(Exercise::method)).doesNotHaveDuplicates();
    }
}
