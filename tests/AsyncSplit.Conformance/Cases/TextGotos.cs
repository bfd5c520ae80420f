using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Labels and gotos inside statements without awaits, in a loop.
[Case]
public partial class TextGotos(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var x = 0;
        for (var i = 0; i < 2; i++)
        {
            await probe.Note($"{x}");
            {
            again:
                x++;
                if (x < n)
                    goto again;
            }
            switch (x % 3)
            {
                case 0:
                    x++;
                    goto case 1;
                case 1:
                    x += 10;
                    break;
                default:
                    goto case 0;
            }
            await probe.Note($"{x}");
            if (x > 0)
            {
                while (true)
                {
                    while (true)
                    {
                        if (x++ > 3)
                            goto end;
                    }
                }
            end:
                x++;
            }
        }
        return $"{x}";
    }
}
