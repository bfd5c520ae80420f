using AsyncSplit.Functions;
using AsyncSplit.Generators.Model.Manifests;
using AsyncSplit.Generators.Splitting;

namespace AsyncSplit.Generators.Emit;

/// <summary>Writes the methods by which the managed Lambda runtime starts the functions.</summary>
internal static class LambdaHandlersEmitter
{
    public const string HintName = "LambdaHandlers.g.cs";

    public static string Emit(LambdaModel model)
    {
        var writer = new SourceWriter();
        Header.Write(writer, "");
        var dot = MethodNames.Type.LastIndexOf('.');
        using (writer.WriteBlock($"namespace {MethodNames.Type.Substring(0, dot)}"))
        {
            writer.WriteLine("/// <summary>The functions of the application for Lambda's managed runtime, which takes a handler as <c>Assembly::Type::Method</c>.</summary>");
            writer.WriteLine(Header.Hidden);
            writer.WriteLine(Header.Code);
            using (writer.WriteBlock($"public static class {MethodNames.Type.Substring(dot + 1)}"))
            {
                var isFirst = true;
                foreach (var method in MethodNames.Of(model.Functions).OrderBy(method => method.Key, StringComparer.Ordinal))
                {
                    if (!isFirst)
                    {
                        writer.WriteLine();
                    }

                    writer.WriteLine($"/// <summary>The function <c>{method.Key}</c>.</summary>");
                    writer.WriteLine($"public static {KnownNames.TaskOfStream} {method.Value}({KnownNames.Stream} input) => global::{KnownNames.LambdaFunctions}.HandleAsync<{model.Startup}>({MemberEmitter.Literal(method.Key)}, input);");
                    isFirst = false;
                }
            }
        }

        return writer.ToString();
    }
}
