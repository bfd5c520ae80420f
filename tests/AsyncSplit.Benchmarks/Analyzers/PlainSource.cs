using System.Text;

namespace AsyncSplit.Benchmarks.Analyzers;

/// <summary>A file of ordinary code: classes with attributes, framework bases, overrides and async methods, and nothing of AsyncSplit.</summary>
internal static class PlainSource
{
    private const int Groups = 60;

    public static string Write()
    {
        var text = new StringBuilder("""
            using System;
            using System.Collections.Generic;
            using System.IO;
            using System.Linq;
            using System.Threading.Tasks;

            namespace Shop;


            """);
        for (var index = 0; index < Groups; index++)
        {
            text.Append($$"""
                public sealed class Failure{{index}}(string message) : InvalidOperationException(message)
                {
                    public override string Message => base.Message + "{{index}}";
                }

                public abstract class Base{{index}} : MemoryStream
                {
                    public abstract Task<int> RunAsync(string name);

                    [Obsolete("old")]
                    public virtual int Count(IEnumerable<string> names) => names.Count(name => name.Length > {{index}});
                }

                public sealed class Job{{index}} : Base{{index}}
                {
                    private readonly Dictionary<string, int> _seen = [];

                    public override async Task<int> RunAsync(string name)
                    {
                        foreach (var part in name.Split(','))
                        {
                            await Task.Delay(part.Length);
                            _seen[part] = _seen.GetValueOrDefault(part) + {{index}};
                        }

                        return _seen.Values.Sum();
                    }

                    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, {{index}} + 1));
                }


                """);
        }

        return text.ToString();
    }
}
