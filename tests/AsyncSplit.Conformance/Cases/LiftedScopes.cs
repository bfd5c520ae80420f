using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Lifted functions of one name in sibling scopes, of loop variables, constants, other local functions and names declared anew.
[Case]
public partial class LiftedScopes(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[1], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        const int Step = 2;
        const string Text = "text", Unused = "unused";
        var log = "";
        if (n > 1)
        {
            log += await Same(1);

            async Task<string> Same(int x) => await probe.Echo($"first{x}{Step}");
        }
        else
        {
            log += await Same(2);

            async Task<string> Same(int x) => await probe.Echo($"second{x}{Text}");
        }

        for (var i = 0; i < 2; i++)
        {
            var part = i * Step;
            log += await OfLoop();
            part++;
            log += await OfLoop();

            async Task<string> OfLoop()
            {
                var x = await probe.Add(i, part);
                return Format(x);
            }
        }

        foreach (var word in new[] { "a", "b" })
        {
            log += await Word(1);

            async Task<string> Word(int times)
            {
                const int More = Step + 1;
                string Repeat(string s) => string.Concat(Enumerable.Repeat(s, times + More)) + Inner();
                await probe.Note(Repeat(word));
                return Repeat(await probe.Echo(word));

                static string Inner() => "~";
            }
        }

        log += await Shadow(n);
        await probe.Note(nameof(Shadow) + Unused);
        return log;

        string Format(int x) => $"[{x}:{Pad()}{n}]";

        string Pad() => new('.', Step);

        async Task<string> Shadow(int log)
        {
            Func<int, int> next = n => n + log;
            var i = next(1);
            log += await probe.Add(log, Step);
            return nameof(Shadow) + i + log;
        }
    }
}
