export type Theme = 'light' | 'dark' | 'high-contrast' | 'high-contrast-light';

export const themes: readonly Theme[] = ['light', 'dark', 'high-contrast', 'high-contrast-light'];

type Colors = Readonly<Record<string, string>>;

/** Same in every theme. */
const fonts: Colors = {
  'font-family': 'system-ui, sans-serif',
  'font-size': '13px',
  'font-weight': 'normal',
  'editor-font-family': 'monospace',
  'editor-font-size': '14px',
  'editor-font-weight': 'normal',
};

const light: Colors = {
  'foreground': '#3b3b3b', 'descriptionForeground': '#3b3b3b', 'disabledForeground': '#61616180', 'errorForeground': '#f85149', 'icon-foreground': '#3b3b3b',
  'focusBorder': '#005fb8', 'editor-background': '#ffffff', 'editor-foreground': '#3b3b3b', 'sideBar-background': '#f8f8f8', 'sideBar-foreground': '#3b3b3b',
  'panel-background': '#f8f8f8', 'panel-border': '#e5e5e5', 'widget-border': '#e5e5e5', 'editorWidget-background': '#f8f8f8', 'editorWidget-foreground': '#3b3b3b', 'editorWidget-border': '#c8c8c8',
  'button-background': '#005fb8', 'button-foreground': '#ffffff', 'button-hoverBackground': '#0258a8', 'button-border': '#0000001a',
  'button-secondaryBackground': '#e5e5e5', 'button-secondaryForeground': '#3b3b3b', 'button-secondaryHoverBackground': '#cccccc',
  'textLink-foreground': '#005fb8', 'textLink-activeForeground': '#005fb8', 'textCodeBlock-background': '#f8f8f8', 'textPreformat-foreground': '#3b3b3b', 'textPreformat-background': '#0000001f',
  'textBlockQuote-background': '#f8f8f8', 'textBlockQuote-border': '#e5e5e5', 'badge-background': '#cccccc', 'badge-foreground': '#3b3b3b',
  'list-activeSelectionBackground': '#e8e8e8', 'list-activeSelectionForeground': '#000000', 'list-inactiveSelectionBackground': '#e4e6f1', 'list-hoverBackground': '#f2f2f2', 'list-focusOutline': '#005fb8',
  'list-errorForeground': '#b01011', 'list-warningForeground': '#855f00', 'input-background': '#ffffff', 'input-foreground': '#3b3b3b', 'input-border': '#cecece', 'input-placeholderForeground': '#767676',
  'checkbox-background': '#f8f8f8', 'checkbox-foreground': '#3b3b3b', 'checkbox-border': '#cecece', 'dropdown-background': '#ffffff', 'dropdown-foreground': '#3b3b3b', 'dropdown-border': '#cecece',
  'charts-red': '#e51400', 'charts-orange': '#d18616', 'charts-yellow': '#bf8803', 'charts-green': '#388a34', 'charts-blue': '#1a85ff', 'charts-purple': '#652d90', 'charts-foreground': '#3b3b3b', 'charts-lines': '#3b3b3b80',
  'progressBar-background': '#005fb8', 'editorError-foreground': '#e51400', 'editorWarning-foreground': '#bf8803', 'editorInfo-foreground': '#1a85ff',
  'testing-iconPassed': '#388a34', 'testing-iconFailed': '#f14c4c', 'symbolIcon-keywordForeground': '#3b3b3b', 'toolbar-hoverBackground': '#b8b8b850', 'scrollbarSlider-background': '#64646466', 'scrollbarSlider-hoverBackground': '#646464b3',
  'inputValidation-errorBackground': '#f2dede', 'inputValidation-errorBorder': '#be1100', 'inputValidation-warningBackground': '#f6f5d2', 'inputValidation-warningBorder': '#b89500', 'inputValidation-infoBackground': '#d6ecf2', 'inputValidation-infoBorder': '#007acc',
};

const dark: Colors = {
  'foreground': '#cccccc', 'descriptionForeground': '#9d9d9d', 'disabledForeground': '#cccccc80', 'errorForeground': '#f85149', 'icon-foreground': '#cccccc',
  'focusBorder': '#0078d4', 'editor-background': '#1f1f1f', 'editor-foreground': '#cccccc', 'sideBar-background': '#181818', 'sideBar-foreground': '#cccccc',
  'panel-background': '#181818', 'panel-border': '#2b2b2b', 'widget-border': '#313131', 'editorWidget-background': '#202020', 'editorWidget-foreground': '#cccccc', 'editorWidget-border': '#454545',
  'button-background': '#0078d4', 'button-foreground': '#ffffff', 'button-hoverBackground': '#026ec1', 'button-border': '#ffffff12',
  'button-secondaryBackground': '#313131', 'button-secondaryForeground': '#cccccc', 'button-secondaryHoverBackground': '#3c3c3c',
  'textLink-foreground': '#4daafc', 'textLink-activeForeground': '#4daafc', 'textCodeBlock-background': '#2b2b2b', 'textPreformat-foreground': '#d0d0d0', 'textPreformat-background': '#3c3c3c',
  'textBlockQuote-background': '#2b2b2b', 'textBlockQuote-border': '#616161', 'badge-background': '#616161', 'badge-foreground': '#f8f8f8',
  'list-activeSelectionBackground': '#04395e', 'list-activeSelectionForeground': '#ffffff', 'list-inactiveSelectionBackground': '#37373d', 'list-hoverBackground': '#2a2d2e', 'list-focusOutline': '#0078d4',
  'list-errorForeground': '#f88070', 'list-warningForeground': '#cca700', 'input-background': '#313131', 'input-foreground': '#cccccc', 'input-border': '#3c3c3c', 'input-placeholderForeground': '#989898',
  'checkbox-background': '#313131', 'checkbox-foreground': '#cccccc', 'checkbox-border': '#3c3c3c', 'dropdown-background': '#313131', 'dropdown-foreground': '#cccccc', 'dropdown-border': '#3c3c3c',
  'charts-red': '#f14c4c', 'charts-orange': '#d18616', 'charts-yellow': '#cca700', 'charts-green': '#89d185', 'charts-blue': '#3794ff', 'charts-purple': '#b180d7', 'charts-foreground': '#cccccc', 'charts-lines': '#cccccc80',
  'progressBar-background': '#0078d4', 'editorError-foreground': '#f14c4c', 'editorWarning-foreground': '#cca700', 'editorInfo-foreground': '#3794ff',
  'testing-iconPassed': '#73c991', 'testing-iconFailed': '#f14c4c', 'symbolIcon-keywordForeground': '#cccccc', 'toolbar-hoverBackground': '#5a5d5e50', 'scrollbarSlider-background': '#79797966', 'scrollbarSlider-hoverBackground': '#646464b3',
  'inputValidation-errorBackground': '#5a1d1d', 'inputValidation-errorBorder': '#be1100', 'inputValidation-warningBackground': '#352a05', 'inputValidation-warningBorder': '#b89500', 'inputValidation-infoBackground': '#063b49', 'inputValidation-infoBorder': '#007acc',
};

const highContrast: Colors = {
  ...dark,
  'foreground': '#ffffff', 'descriptionForeground': '#ffffffb3', 'icon-foreground': '#ffffff', 'focusBorder': '#f38518', 'contrastBorder': '#6fc3df', 'contrastActiveBorder': '#f38518',
  'editor-background': '#000000', 'editor-foreground': '#ffffff', 'sideBar-background': '#000000', 'sideBar-foreground': '#ffffff', 'panel-background': '#000000', 'panel-border': '#6fc3df', 'widget-border': '#6fc3df',
  'editorWidget-background': '#0c141f', 'editorWidget-foreground': '#ffffff', 'editorWidget-border': '#6fc3df',
  'button-background': '#000000', 'button-foreground': '#ffffff', 'button-border': '#6fc3df', 'button-hoverBackground': '#000000', 'button-secondaryBackground': '#000000', 'button-secondaryForeground': '#ffffff', 'button-secondaryHoverBackground': '#000000',
  'textLink-foreground': '#21a6ff', 'textLink-activeForeground': '#21a6ff', 'textCodeBlock-background': '#000000', 'textPreformat-foreground': '#000000', 'textPreformat-background': '#ffffff', 'textBlockQuote-background': '#000000', 'textBlockQuote-border': '#ffffff',
  'badge-background': '#000000', 'badge-foreground': '#ffffff', 'list-activeSelectionForeground': '#ffffff', 'list-activeSelectionBackground': '#000000', 'list-inactiveSelectionBackground': '#000000', 'list-hoverBackground': '#ffffff1a', 'list-focusOutline': '#f38518',
  'input-background': '#000000', 'input-foreground': '#ffffff', 'input-border': '#6fc3df', 'checkbox-background': '#000000', 'checkbox-foreground': '#ffffff', 'checkbox-border': '#6fc3df',
  'dropdown-background': '#000000', 'dropdown-foreground': '#ffffff', 'dropdown-border': '#6fc3df', 'charts-red': '#f48771', 'charts-yellow': '#ffd370', 'charts-blue': '#3794ff', 'charts-foreground': '#ffffff', 'charts-lines': '#ffffff80',
  'inputValidation-errorBackground': '#000000', 'inputValidation-warningBackground': '#000000', 'inputValidation-infoBackground': '#000000', 'progressBar-background': '#6fc3df',
};

const highContrastLight: Colors = {
  ...light,
  'foreground': '#292929', 'descriptionForeground': '#292929b3', 'icon-foreground': '#292929', 'focusBorder': '#006bbd', 'contrastBorder': '#0f4a85', 'contrastActiveBorder': '#006bbd',
  'editor-background': '#ffffff', 'editor-foreground': '#292929', 'sideBar-background': '#ffffff', 'sideBar-foreground': '#292929', 'panel-background': '#ffffff', 'panel-border': '#0f4a85', 'widget-border': '#0f4a85',
  'editorWidget-background': '#ffffff', 'editorWidget-foreground': '#292929', 'editorWidget-border': '#0f4a85',
  'button-background': '#0f4a85', 'button-foreground': '#ffffff', 'button-border': '#0f4a85', 'button-hoverBackground': '#0f4a85', 'button-secondaryBackground': '#ffffff', 'button-secondaryForeground': '#292929', 'button-secondaryHoverBackground': '#ffffff',
  'textLink-foreground': '#0f4a85', 'textLink-activeForeground': '#0f4a85', 'textCodeBlock-background': '#f2f2f2', 'textPreformat-foreground': '#ffffff', 'textPreformat-background': '#09345f', 'textBlockQuote-background': '#f2f2f2', 'textBlockQuote-border': '#292929',
  'badge-background': '#0f4a85', 'badge-foreground': '#ffffff', 'list-activeSelectionForeground': '#292929', 'list-activeSelectionBackground': '#0f4a851a', 'list-inactiveSelectionBackground': '#0f4a851a', 'list-hoverBackground': '#0f4a851a', 'list-focusOutline': '#006bbd',
  'input-background': '#ffffff', 'input-foreground': '#292929', 'input-border': '#0f4a85', 'checkbox-background': '#ffffff', 'checkbox-foreground': '#292929', 'checkbox-border': '#0f4a85',
  'dropdown-background': '#ffffff', 'dropdown-foreground': '#292929', 'dropdown-border': '#0f4a85', 'charts-red': '#b5200d', 'charts-yellow': '#895503', 'charts-blue': '#1a85ff', 'charts-foreground': '#292929', 'charts-lines': '#29292980',
  'inputValidation-errorBackground': '#ffffff', 'inputValidation-warningBackground': '#ffffff', 'inputValidation-infoBackground': '#ffffff', 'progressBar-background': '#0f4a85',
};

/** Values of VS Code's own themes (Modern, High Contrast) for the variables that webviews of ours may use. */
export const colors: Readonly<Record<Theme, Colors>> = {
  light: { ...fonts, ...light },
  dark: { ...fonts, ...dark },
  'high-contrast': { ...fonts, ...highContrast },
  'high-contrast-light': { ...fonts, ...highContrastLight },
};

/** What VS Code writes into `data-vscode-theme-kind` and the class of the body. */
export const themeKinds: Readonly<Record<Theme, string>> = {
  light: 'vscode-light',
  dark: 'vscode-dark',
  'high-contrast': 'vscode-high-contrast',
  'high-contrast-light': 'vscode-high-contrast-light vscode-high-contrast',
};
