using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// What lifted functions capture: variables of every origin, among them those that awaits in the arguments of the call change.
[Case]
public partial class LiftedCaptures(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [["1"], ["x"], [null]];

    [Chainable]
    public async Task<string> Run(string? text)
    {
        var log = text ?? "none";
        var n = 1;
        Func<int, Task<string>> show = async x => await probe.Echo($"{x}/{n}/{log}");
        log += await show(n += await probe.Add(n, 1));
        log += await show(await probe.Add(1, n++));
        if (int.TryParse(text, out var number) || text is { Length: > 0 } given && await probe.Is(given == "x"))
        {
            log += await Parsed();

            async Task<string> Parsed()
            {
                await probe.Note($"{number}");
                return $"{number + n}";
            }
        }

        foreach (var (key, value) in new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 })
        {
            log += await Pair() + key;

            async Task<string> Pair() => $"{key}{await probe.Add(value, n)}";
        }

        try
        {
            journal.Log(text!.ToUpperInvariant());
            throw new ProbeException("thrown", 7);
        }
        catch (Exception e)
        {
            log += await Describe();

            async Task<string> Describe() => await probe.Echo($"{e.GetType().Name} {(e as ProbeException)?.Code} {log.Length}");
        }

        var point = (X: 1, Y: new DateTime(2020, 1, n));
        point.X += n;
        var last = text switch
        {
            { } some => await Point(some),
            null => await Point("null"),
        };
        int? nothing = text is null ? null : 5;
        point.X++;
        return log + last + await Point("end") + await Nullable();

        async Task<string> Point(string name) => await probe.Echo($"{name}{point.X}:{point.Y:yyyy-MM-dd}");

        async Task<int> Nullable() => nothing is { } known ? await probe.Add(known, nothing ?? 0) : await probe.Add(0, point.X);
    }
}
