using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Lifted functions inside lifted functions, which use the variables of all around them.
[Case]
public partial class LiftedNested(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[1], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var text = "t";
        var result = await Outer(n + 1);
        text += result;
        return $"{text} {await Outer(2)}";

        async Task<string> Outer(int a)
        {
            var local = a * n;
            var first = await Inner(1);
            local++;
            var second = await Inner(await Innermost(local));
            return $"{first},{second}";

            async Task<string> Inner(int b)
            {
                await probe.Note($"inner {a} {b} {local}");
                return await Deep(b + 1) + text;

                async Task<string> Deep(int c)
                {
                    journal.Log($"deep {a} {b} {c} {n}");
                    return await probe.Echo($"{local}{a}{b}{c}{text}");
                }
            }

            async Task<int> Innermost(int d) => await probe.Add(d, a) + local;
        }
    }
}
