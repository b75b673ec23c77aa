package io.doorway.store.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Several scripts as one, which Redis runs in one step: conditions, and after them the calls that are made only if all conditions hold
 * ({@code sequence.lua}). Every script stays the file that it is by itself: it becomes a function whose parameters are its {@code KEYS} and
 * {@code ARGV}. Only for keys on one server.
 */
final class ScriptSequence {

    private static final String RUN = RedisScript.read(RedisScript.class, "sequence.lua");
    private static final Map<List<RedisScript>, ScriptSequence> BY_SCRIPTS = new ConcurrentHashMap<>();

    private final String text;
    private final String hash;

    private ScriptSequence(List<RedisScript> scripts) {
        StringBuilder functions = new StringBuilder(RedisScript.PRELUDE).append("local scripts = {\n");
        scripts.forEach(script ->
                functions.append("function(KEYS, ARGV)\n").append(script.body()).append("\nend,\n"));
        this.text = functions.append("}\n").append(RUN).toString();
        this.hash = RedisScript.sha1(text);
    }

    /** The calls in their order, as one request, and the script that it runs. */
    static Composed of(List<ScriptCall> calls) {
        List<RedisScript> scripts =
                calls.stream().map(ScriptCall::script).distinct().toList();
        return new Composed(BY_SCRIPTS.computeIfAbsent(scripts, ScriptSequence::new), scripts, calls);
    }

    /** Calls that are one script. */
    record Composed(ScriptSequence sequence, List<RedisScript> scripts, List<ScriptCall> calls)
            implements ScriptRequest {

        @Override
        public String hash() {
            return sequence.hash;
        }

        @Override
        public String text() {
            return sequence.text;
        }

        @Override
        public List<String> keys() {
            return calls.stream().flatMap(call -> call.keys().stream()).toList();
        }

        @Override
        public List<String> args() {
            List<String> args = new ArrayList<>();
            for (ScriptCall call : calls) {
                args.add(Integer.toString(scripts.indexOf(call.script()) + 1));
                args.add(call.isCondition() ? "condition" : "call");
                args.add(Integer.toString(call.keys().size()));
                args.add(Integer.toString(call.args().size()));
                args.addAll(call.args());
            }
            return args;
        }
    }
}
