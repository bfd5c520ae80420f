using System.Text;

namespace AsyncSplit.Runtime;

/// <content>Finds entry points by the bytes of their names, which makes no text of them.</content>
public sealed partial class ChainRegistry
{
    private const int Places = 512;

    // By what the names look like; where two would have one place, the last one that was looked for has it.
    private readonly EntryPoint?[] _recent = new EntryPoint?[Places];

    /// <summary>Finds an entry point by wire name or resume-point id.</summary>
    internal EntryPoint? Find(ReadOnlySpan<byte> id)
    {
        if (id.IsEmpty)
        {
            return null;
        }

        ref var place = ref _recent[((id.Length * 31) + (id[^1] * 7) + (id[id.Length / 2] * 3) + id[0]) % Places];
        var recent = Volatile.Read(ref place);
        if (recent is not null && Ascii.Equals(id, recent.Id))
        {
            return recent;
        }

        if (!TryFind(Encoding.UTF8.GetString(id), out var found))
        {
            return null;
        }

        Volatile.Write(ref place, found);
        return found;
    }
}
