using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Resources as bodies of loops and if statements, and behind labels.
[Case]
public partial class UsingInLoops(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = new List<string>();
        var i = 0;
        while (true)
        {
            using var r = new UsingInLoopsR(log, "r" + i);
            if (++i > 3)
                break;
            if (await probe.Is(i == n))
                goto Out;
            if (i == 2)
                continue;
            switch (i)
            {
                case 1:
                    await probe.Note("1");
                    break;
                default:
                    goto Out;
            }
        }

        log.Add("after");
        Out:
            do using (var q = new UsingInLoopsR(log, "q"))
                {
                    log.Add(await probe.Echo(q.Name));
                }
            while (await probe.Is(i++ < 2));
        foreach (var w in await probe.Words("a b"))
            using (new UsingInLoopsR(log, w))
            {
                if (w == "a")
                    continue;
                log.Add(await probe.Echo(w));
            }

        if (n > 0)
            using (new UsingInLoopsR(log, "if"))
                await probe.Note("if");
        else
            using (new UsingInLoopsR(log, "else"))
                log.Add("e");
        L:
            using var last = new UsingInLoopsR(log, "last");
        if (log.Count > 50)
            goto L2;
        log.Add(await probe.Echo("l"));
        L2:
            return string.Join(",", log);
    }
}

public sealed record UsingInLoopsR(List<string> Log, string Name) : IDisposable
{
    public void Dispose() => Log.Add("close " + Name);
}
