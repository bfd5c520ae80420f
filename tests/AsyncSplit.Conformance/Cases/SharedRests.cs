using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Many awaits that may or may not happen, one behind the other: the rest behind each is long, and common to several.
[Case]
public partial class SharedRests(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [21], [42], [63], [127], [255]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = "";
        const int Step = 10;
        var sum = n;
        if ((n & 1) != 0)
        {
            log += await probe.Echo("a");
        }

        sum += Step;
        Note("one");
        var half = sum / 2;
        if ((n & 2) != 0)
        {
            half += await probe.Add(half, 1);
        }

        log += $"[{half}]";
        Note("two");
        {
            // Declared again further down, in a scope beside this one.
            var inner = half + 1;
            if ((n & 4) != 0)
            {
                inner = await probe.Add(inner, 100);
                log += inner;
            }

            log += $"<{inner}>";
            sum -= inner;
        }

        if (int.TryParse(log.Length.ToString(), out var length) && (n & 8) != 0)
        {
            await probe.Note($"{length}");
        }

        Note("three");
        log += length;
        int late;
        if ((n & 16) != 0)
        {
            late = await probe.Add(sum, length);
        }
        else
        {
            late = -1;
        }

        log += late;
        if (sum > 40 && (n & 32) != 0)
        {
            return log + await probe.Echo("early");
        }

        {
            var inner = $"{late}";
            for (var i = 0; i < 2; i++)
            {
                if (await probe.Is((n & 64) == 0))
                {
                    inner += i;
                }
            }

            log += inner;
        }

        var (left, right) = (half, late);
        if ((n & 128) != 0)
        {
            (left, right) = (right, await probe.Add(left, 5));
        }

        Note("four");
        late = left * Step;
        string? text = left > right ? null : await probe.Echo("last");
        Note(text ?? "none");
        return $"{log} {sum} {half} {late} {left} {right} {text}";

        void Note(string what)
        {
            journal.Log($"{what} {sum}");
            sum++;
        }
    }
}
