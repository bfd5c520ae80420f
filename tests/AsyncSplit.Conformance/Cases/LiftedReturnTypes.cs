using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Lifted functions with each return type, with and without a value, as tail calls and not.
[Case]
public partial class LiftedReturnTypes(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3], [4]];

    [Chainable]
    public async Task<string?> Run(int n)
    {
        await Plain();
        await Valued();
        await Arrow();
        long square = await Square(n);
        await probe.Note($"{square} {await Tuple()}");
        switch (n)
        {
            case 1:
                return await Text();
            case 2:
                return $"{await Square(3)}";
            case 3:
                return null;
        }

        return await Maybe();

        async Task Plain()
        {
            if (n == 1)
            {
                return;
            }

            await probe.Note("plain");
        }

        async ValueTask Valued() => await probe.Note("valued");

        async Task Arrow() => await probe.Add(n, 1);

        async ValueTask<long> Square(long x) => await probe.Square(x);

        async Task<(int A, string B)> Tuple() => (await probe.Add(n, n), await probe.Echo("b"));

        async Task<string> Text() => await Tail();

        async Task<string> Tail()
        {
            return await probe.Echo("tail");
        }

        async Task<string?> Maybe() => n == 4 ? await probe.Echo("maybe") : null;
    }
}
