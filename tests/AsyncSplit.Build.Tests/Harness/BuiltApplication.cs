using AsyncSplit.Generators;
using AsyncSplit.Generators.Tests.Harness;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncSplit.Build.Tests.Harness;

/// <summary>An application as a build leaves it: compiled with the generator, into files of a folder of its own, for which the task writes the infrastructure files.</summary>
internal sealed class BuiltApplication : IDisposable
{
    private readonly List<string> _references = [];
    private CSharpCompilation? _application;

    public BuiltApplication() => Folder = Directory.CreateTempSubdirectory("asyncsplit-build-").FullName;

    public string Folder { get; }

    /// <summary>The property of the project, as the generator and the task read it.</summary>
    public string Granularity { get; init; } = "Handler";

    public BuildLog Log { get; } = new();

    /// <summary>What the task wrote, by path with <c>/</c>.</summary>
    public IReadOnlyDictionary<string, string> Files => Directory.EnumerateFiles(Output, "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(Output, file).Replace('\\', '/'), File.ReadAllText, StringComparer.Ordinal);

    private string Output => Path.Combine(Folder, "asyncsplit");

    /// <summary>Compiles the application, with a stand-in for the Lambda package, and writes its files.</summary>
    public static BuiltApplication Of(params (string Path, string Source)[] files) => Of(_ => { }, files);

    /// <inheritdoc cref="Of(ValueTuple{string, string}[])"/>
    public static BuiltApplication Of(Action<WriteDeploymentFiles> configure, params (string Path, string Source)[] files)
    {
        var application = new BuiltApplication();
        application.Reference("AsyncSplit.AwsLambda", ("Lambda.cs", Sources.LambdaPackage));
        application.Build(configure, files);
        Assert.Empty(application.Log.Errors);
        return application;
    }

    /// <summary>The shop, with those options that change which resources there are.</summary>
    public static BuiltApplication OfShop(string granularity, bool claimChecks) => Of(
        task =>
        {
            task.Granularity = granularity;
            task.ClaimChecks = claimChecks;
        },
        Sources.Shop);

    /// <summary>Adds an assembly that what is compiled from now on references.</summary>
    public void Reference(string name, params (string Path, string Source)[] files) => _references.Add(Compile(name, files, out _));

    /// <summary>Compiles the application as <c>Shop.dll</c> and runs the task.</summary>
    /// <returns>What the task returned.</returns>
    public bool Build(Action<WriteDeploymentFiles> configure, params (string Path, string Source)[] files)
    {
        var task = new WriteDeploymentFiles
        {
            BuildEngine = Log,
            Assembly = Compile("Shop", files, out _application),
            References = [.. _references.Select(reference => (ITaskItem)new TaskItem(reference))],
            Folder = Output,
            Project = "Shop.csproj",
            MemoryMb = 512,
            TimeoutSeconds = 30,
            Granularity = Granularity,
        };
        configure(task);
        Directory.CreateDirectory(Output);
        return task.Execute();
    }

    /// <summary>The methods of the application's assembly that take a stream and give one, as Lambda's managed runtime names them, in ordinal order.</summary>
    public IEnumerable<string> StreamHandlers()
    {
        var assembly = _application!.GetTypeByMetadataName("AsyncSplit.Generated.LambdaHandlers");
        return assembly is null ? [] : assembly.GetMembers().OfType<IMethodSymbol>()
            .Where(method => method is { IsStatic: true, DeclaredAccessibility: Accessibility.Public, Parameters: [{ Type.Name: "Stream" }] } && method.ReturnType.ToDisplayString() == "System.Threading.Tasks.Task<System.IO.Stream>")
            .Select(method => $"{_application.AssemblyName}::{assembly.ToDisplayString()}::{method.Name}").Order(StringComparer.Ordinal);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private string Compile(string name, (string Path, string Source)[] files, out CSharpCompilation compilation)
    {
        var input = TestCompilation.Of(files).WithAssemblyName(name).AddReferences(_references.Select(reference => MetadataReference.CreateFromFile(reference)));
        var driver = CSharpGeneratorDriver.Create([new ChainableGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)input.SyntaxTrees[0].Options, optionsProvider: new ProjectOptions(Granularity));
        driver.RunGeneratorsAndUpdateCompilation(input, out var output, out _);
        compilation = (CSharpCompilation)output;
        var file = Path.Combine(Folder, $"{name}.dll");
        var result = compilation.Emit(file);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return file;
    }
}
