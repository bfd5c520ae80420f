using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Statements of all kinds around awaits inside a lifted function.
[Case]
public partial class LiftedStatements(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = "";
        for (var i = 0; i <= n; i += 2)
        {
            log += await Walk(i) + ";";
        }

        return log;

        async Task<string> Walk(int start)
        {
            var text = "";
            for (var i = start; ; i++)
            {
                if (i > start + 3)
                {
                    break;
                }

                if (await probe.Is(i == n))
                {
                    continue;
                }

                switch (i % 3)
                {
                    case 0:
                        text += await probe.Add(i, n);
                        break;
                    case 1:
                        text += await Local.Twice(i);
                        goto case 2;
                    case 2:
                        text += "two";
                        break;
                }

                foreach (var word in await probe.Words($"a b {i}"))
                {
                    if (word == "b")
                    {
                        goto next;
                    }

                    text += word;
                }

            next:
                text += i switch
                {
                    > 3 => await probe.Echo("big"),
                    _ => "small",
                };
            }

            var (left, right) = (await probe.Add(1, start), start);
            text += left - right;
            do
            {
                text += await probe.Echo(".");
                await Task.Yield();
            }
            while (text.Length < n);
            return text;
        }
    }
}
