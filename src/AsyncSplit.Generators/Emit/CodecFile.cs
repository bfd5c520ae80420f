using AsyncSplit.Generators.Model;

namespace AsyncSplit.Generators.Emit;

/// <summary>What the files of all codecs have around them.</summary>
internal static class CodecFile
{
    /// <summary>Writes the head, and opens namespace and types until disposed.</summary>
    public static IDisposable Open(SourceWriter writer, string space, EquatableArray<string> containers)
    {
        Header.Write(writer, " // obsolete and experimental members have data as well");

        var blocks = new Blocks();
        if (space.Length > 0)
        {
            blocks.Push(writer.WriteBlock($"namespace {space}"));
        }

        foreach (var container in containers)
        {
            blocks.Push(writer.WriteBlock(container));
        }

        return blocks;
    }

    private sealed class Blocks : Stack<SourceWriter.Block>, IDisposable
    {
        public void Dispose()
        {
            while (Count > 0)
            {
                Pop().Dispose();
            }
        }
    }
}
