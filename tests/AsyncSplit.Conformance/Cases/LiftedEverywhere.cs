using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Calls of lifted functions wherever the language allows an await.
[Case]
public partial class LiftedEverywhere(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = "";
        if (await IsAbove(1) && (await IsAbove(4) || n == 2))
        {
            log += "above ";
        }

        while (await IsBelow(log.Length))
        {
            log += await Text("w");
        }

        log += await IsAbove(0) ? await Text("yes") : await Text("no");
        log += await MaybeText() ?? await Text("none");
        switch (await Number(n))
        {
            case 0:
                log += await Text("zero");
                break;
            case var other when await IsAbove(other - 1):
                log += $"{await Text("other")}{other,3}";
                break;
        }

        var values = new[] { await Number(1), n, await Number(2) };
        values[await Number(0)] += await Number(n);
        foreach (var value in values)
        {
            log += await Text($"{value}");
        }

        var pair = (await Number(3), Name: await Text("tuple"));
        return $"{log}|{pair.Name}{pair.Item1}|{(await Text("member")).Length}|{await probe.Add(await Number(1), await Number(2))}";

        async Task<bool> IsAbove(int limit) => await probe.Is(n > limit);

        async Task<bool> IsBelow(int length)
        {
            await Task.Yield();
            return length < n;
        }

        async Task<string> Text(string text)
        {
            journal.Log(text);
            return await probe.Echo(text);
        }

        async Task<string?> MaybeText() => await probe.Maybe(n == 0 ? null : "some");

        async Task<int> Number(int x) => await probe.Add(x, 0);
    }
}
