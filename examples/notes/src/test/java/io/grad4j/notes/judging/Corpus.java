package io.grad4j.notes.judging;

import io.grad4j.notes.TestResources;
import java.util.ArrayList;
import java.util.List;

/** True identities, each with the lines that bind its names. */
final class Corpus {
    static final List<String> FAMILIES =
            List.of("calculus", "divergences", "families", "gaussian", "matrices", "softmax");

    /** An identity in its family. */
    record Identity(String family, String preamble, String formula) {
        String note(String text) {
            return preamble + "\n$$" + text + "$$\n";
        }
    }

    private Corpus() {}

    static List<Identity> all() {
        List<Identity> all = new ArrayList<>();
        for (String family : FAMILIES) {
            StringBuilder preamble = new StringBuilder();
            for (String line :
                    TestResources.text("corpus/" + family + ".md").lines().toList()) {
                if (line.startsWith("$$")) {
                    all.add(new Identity(family, preamble.toString(), line.substring(2, line.length() - 2)));
                } else {
                    preamble.append(line).append('\n');
                }
            }
        }
        return all;
    }
}
