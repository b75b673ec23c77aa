package io.doorway.e2e.support;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.stream.Stream;

/** Measures the layout of the approval screen on small and large phones, upright and across, with large text. */
public final class ApprovalLayout {

    /** A screen of the given size in CSS pixels; {@code textPercent} is the person's setting for text. */
    public record Screen(int width, int height, int textPercent) {
        /** Shows the page on this screen. */
        public void show(Page page) {
            page.setViewportSize(width, height);
            page.evaluate("percent => { document.documentElement.style.fontSize = percent + '%'; }", textPercent);
        }

        @Override
        public String toString() {
            return width + "x" + height + "-" + textPercent;
        }
    }

    /** Phones, upright and across, with text of the usual and of double size. */
    public static final List<Screen> SCREENS = Stream.of(100, 200)
            .flatMap(text -> Stream.of(
                    new Screen(320, 568, text),
                    new Screen(360, 640, text),
                    new Screen(390, 844, text),
                    new Screen(568, 320, text),
                    new Screen(844, 390, text)))
            .toList();

    /**
     * What is wrong with the layout at the current size, at every scroll position: text below a control or a bar, text that does not fit
     * into its control, a fact or advice that is not above the first control.
     */
    private static final String MEASURE = """
            () => {
              const problems = new Set();
              const shown = element => element.getClientRects().length > 0 && !element.closest('.visually-hidden');
              const elements = [...document.body.querySelectorAll('*')].filter(shown);
              const controls = elements.filter(element => element.matches('button, a.button'));
              const bars = elements.filter(element => ['fixed', 'sticky'].includes(getComputedStyle(element).position));
              const texts = [];
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                const node = walker.currentNode;
                if (node.data.trim() && shown(node.parentElement)) texts.push(node);
              }
              const rects = node => {
                const range = document.createRange();
                range.selectNodeContents(node);
                return [...range.getClientRects()];
              };
              const overlap = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
                && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
              const height = document.documentElement.scrollHeight;
              for (let top = 0; top < height; top += innerHeight / 2) {
                scrollTo(0, top);
                for (const node of texts) {
                  for (const over of [...controls, ...bars]) {
                    const box = over.getBoundingClientRect();
                    if (over.contains(node)) {
                      const inside = rects(node).every(rect => rect.left >= box.left - 1 && rect.right <= box.right + 1
                        && rect.top >= box.top - 1 && rect.bottom <= box.bottom + 1);
                      if (!inside) problems.add('does not fit: ' + node.data);
                    } else if (rects(node).some(rect => overlap(rect, box))) {
                      problems.add(node.data + ' is below ' + over.textContent);
                    }
                  }
                }
              }
              scrollTo(0, 0);
              const first = Math.min(...controls.map(control => control.getBoundingClientRect().top));
              for (const node of texts) {
                const isControl = controls.some(control => control.contains(node));
                if (!isControl && rects(node).some(rect => rect.bottom > first)) {
                  problems.add(node.data + ' comes after a button');
                }
              }
              if (document.documentElement.scrollWidth > innerWidth) problems.add('wider than the screen');
              return [...problems];
            }""";

    private ApprovalLayout() {}

    /** What is wrong with the page on the screen; each entry names the page and the screen. */
    public static List<String> problems(Page page, Screen screen, String name) {
        screen.show(page);
        return ((List<?>) page.evaluate(MEASURE))
                .stream().map(found -> screen + " " + name + ": " + found).toList();
    }
}
