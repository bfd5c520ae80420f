using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Comments, regions, pragmas and conditional code around awaits.
[Case]
public partial class CommentsAndDirectives(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        #region outer
        var x = n; // trailing
        /* before */ var y = await /* operand */ probe.Add( // first
            x, /* second */ 2 // last
        ); // end
        #endregion
        #if NOTHING
        x = broken;
        #elif !NOTHING
        x += 1;
        #endif
        #pragma warning disable CS0219
        var unused = 3;
        #pragma warning restore CS0219
        if (y > 2) // why
        {
            #region inner
            x = await probe.Add(x, // a
        #if NOTHING
                0
        #else
                y
        #endif
                );
            #endregion
        }
        else // else
            // comment
            x--;
        while (x > 0 /* positive */) // loop
        {
            // first
            x -= /* three */ 3;
            if (x == 1) { /* nothing */ }
        #if NOTHING
            break;
        #endif
            await probe.Note($"{x}"); // note
            // last
        }
        return $"{x} {y}"; // done
    }
}
